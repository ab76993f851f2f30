package dev.holdpoint.journal;

import java.time.Instant;

/**
 * An event as it stands in the journal.
 *
 * @param n its number, from 1
 * @param at when it was decided
 */
public record Entry<E>(long n, Instant at, E event) {}
