/** Tests of the output pane: what it shows, that it survives anything, and that nothing hostile gets through. */
@NullMarked
package dev.holdpoint.console.pane;

import org.jspecify.annotations.NullMarked;
