/**
 * What is seen of the network: who talks to a host ({@link dev.holdpoint.step.net.Listening}), certificates, names. May import
 * {@code step}, {@code target} and {@code checklist}.
 */
@NullMarked
package dev.holdpoint.step.net;

import org.jspecify.annotations.NullMarked;
