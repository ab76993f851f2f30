/**
 * What a record looks like in YAML: its fields, their types, words, fallbacks and documentation, read once by reflection.
 * Binder, schema and reference all work from {@link dev.holdpoint.checklist.shape.RecordShape}. Imports only the checklist room.
 */
@NullMarked
package dev.holdpoint.checklist.shape;

import org.jspecify.annotations.NullMarked;
