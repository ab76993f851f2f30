/**
 * The PostgreSQL kinds: move, dump, restore, and the checks that prove them. Native tools do the
 * copying, as durable jobs; JDBC only looks and prepares. May import {@code step}, {@code target} and {@code checklist}.
 */
@NullMarked
package dev.holdpoint.step.postgres;

import org.jspecify.annotations.NullMarked;
