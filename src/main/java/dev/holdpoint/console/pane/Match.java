package dev.holdpoint.console.pane;

/**
 * What a search has found.
 *
 * @param row the row it begins in
 * @param column its first column
 * @param cols how many columns of that row it covers
 */
public record Match(long row, int column, int cols) {}
