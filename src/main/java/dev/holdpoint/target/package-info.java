/**
 * Hosts and databases that steps act on: connecting to them and identifying them. May import {@code checklist}.
 */
@NullMarked
package dev.holdpoint.target;

import org.jspecify.annotations.NullMarked;
