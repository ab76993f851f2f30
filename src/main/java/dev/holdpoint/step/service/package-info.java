/**
 * Services that systemd runs on a host: {@link dev.holdpoint.step.service.Service} and its check. May import {@code step},
 * {@code target} and {@code checklist}.
 */
@NullMarked
package dev.holdpoint.step.service;

import org.jspecify.annotations.NullMarked;
