/**
 * SQL of the author's own, to change something ({@link dev.holdpoint.step.sql.Sql}) and to look ({@link dev.holdpoint.step.sql.SqlCheck}).
 * May import {@code step}, {@code target} and {@code checklist}.
 */
@NullMarked
package dev.holdpoint.step.sql;

import org.jspecify.annotations.NullMarked;
