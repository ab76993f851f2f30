/**
 * The way to other hosts, over OpenSSH's own {@code ssh}: what {@code ~/.ssh/config}, agent and {@code known_hosts} say holds as it
 * does on the command line. Start at {@link dev.holdpoint.target.host.ssh.SshHosts}; {@code docs/hosts.md} says what is sent. May
 * import {@code target} and {@code target.host}.
 */
@NullMarked
package dev.holdpoint.target.host.ssh;

import org.jspecify.annotations.NullMarked;
