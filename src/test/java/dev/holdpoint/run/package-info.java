/** Tests of the rules, event by event. */
@NullMarked
package dev.holdpoint.run;

import org.jspecify.annotations.NullMarked;
