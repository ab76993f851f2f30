/**
 * The whole program as a person meets it: {@code scripts/holdpoint} in a real tmux, keys typed, screens and journals looked
 * at. Start at {@link dev.holdpoint.e2e.ScenarioIT}; its cases are folders in {@code src/test/scenarios}.
 */
@NullMarked
package dev.holdpoint.e2e;

import org.jspecify.annotations.NullMarked;
