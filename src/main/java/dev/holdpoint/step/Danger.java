package dev.holdpoint.step;

/**
 * Why a kind is a hold point whatever the file says.
 *
 * @param because one sentence
 * @param phrase what is about to change, to be typed in full
 */
public record Danger(String because, String phrase) {}
