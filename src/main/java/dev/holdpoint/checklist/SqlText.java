package dev.holdpoint.checklist;

/** SQL text. Values of variables never become part of it: they are bound to {@code :name}, and {@code ${…}} is refused. */
public record SqlText(String text) {}
