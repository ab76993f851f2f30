package dev.holdpoint.checklist;

/** What an author wrote in one field, and where, so that a later complaint can point at it. */
public record Said<T>(T value, Place at) {}
