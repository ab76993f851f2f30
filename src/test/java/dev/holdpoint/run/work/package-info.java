/** Tests of the rules, event by event. */
@NullMarked
package dev.holdpoint.run.work;

import org.jspecify.annotations.NullMarked;
