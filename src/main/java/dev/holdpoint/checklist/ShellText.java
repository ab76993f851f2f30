package dev.holdpoint.checklist;

/**
 * Program text for sh. Values of variables never become part of it: they come as environment variables, and {@code ${…}} that
 * names a variable of the checklist in lower case is refused when the file is read.
 */
public record ShellText(String text) {}
