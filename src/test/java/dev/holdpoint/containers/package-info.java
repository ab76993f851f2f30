/**
 * Real hosts for tests: containers with systemd, sshd and what services need, which are reached as an operator reaches hosts. Start from
 * {@link dev.holdpoint.containers.Machines}; {@code scripts/containers.sh} makes what they are started from.
 */
package dev.holdpoint.containers;
