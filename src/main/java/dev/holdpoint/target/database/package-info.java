/**
 * Databases as targets: where they are, how to connect, who they are. Start at {@link dev.holdpoint.target.database.Database}.
 * May import {@code checklist}.
 */
@NullMarked
package dev.holdpoint.target.database;

import org.jspecify.annotations.NullMarked;
