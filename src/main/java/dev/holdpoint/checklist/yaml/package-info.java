/**
 * From YAML text to {@link dev.holdpoint.checklist.Value} with places, guarded against files that are not what they seem.
 * Start at {@link dev.holdpoint.checklist.yaml.YamlText}. Imports only the checklist room.
 */
@NullMarked
package dev.holdpoint.checklist.yaml;

import org.jspecify.annotations.NullMarked;
