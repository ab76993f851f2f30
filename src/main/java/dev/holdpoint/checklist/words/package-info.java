/**
 * The words of the language, as records: what an author may write, field by field, with documentation and fallbacks. Loader, JSON
 * Schema and reference all come from these. Start at {@link dev.holdpoint.checklist.words.ChecklistWords}.
 */
@NullMarked
package dev.holdpoint.checklist.words;

import org.jspecify.annotations.NullMarked;
