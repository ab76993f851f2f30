/**
 * Durable jobs: commands on a host that outlive the connection and the program. Start at {@link dev.holdpoint.target.host.LocalHost}
 * and {@link dev.holdpoint.target.host.Jobs}; the protocol itself is {@code job.sh} and {@code supervise.sh} beside the classes. May
 * import {@code checklist} and {@code target}.
 */
@NullMarked
package dev.holdpoint.target.host;

import org.jspecify.annotations.NullMarked;
