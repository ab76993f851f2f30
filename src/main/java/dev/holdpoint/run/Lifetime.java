package dev.holdpoint.run;

import java.time.Instant;

/**
 * Something that ends by itself while steps still need it: the window, credentials, a certificate.
 *
 * @param name as the operator reads it: "the window"
 */
record Lifetime(String name, Instant ends) {}
