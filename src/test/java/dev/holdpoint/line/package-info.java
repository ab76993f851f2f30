/** Line mode, spoken to by a script instead of a person, over the real rules. */
@org.jspecify.annotations.NullMarked
package dev.holdpoint.line;
