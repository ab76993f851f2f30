/**
 * Program text for sh, as a durable job ({@link dev.holdpoint.step.shell.Shell}) and as a look
 * ({@link dev.holdpoint.step.shell.ShellCheck}). May import {@code step} and {@code checklist}.
 */
@NullMarked
package dev.holdpoint.step.shell;

import org.jspecify.annotations.NullMarked;
