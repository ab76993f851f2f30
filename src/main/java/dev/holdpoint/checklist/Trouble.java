package dev.holdpoint.checklist;

import java.util.List;

/**
 * Something that may go wrong, and what to do then.
 *
 * @param id unique; its steps stand behind it ({@code move.trouble-1.grant})
 * @param when a regular expression over the output of a failed step and the reason of its failure
 * @param say a template
 * @param steps what mends it; each waits for those above it
 * @param of the steps that may have it; empty for every step that a run walks
 */
public record Trouble(String id, String when, String say, List<Step> steps, List<String> of) {
    public Trouble {
        steps = List.copyOf(steps);
        of = List.copyOf(of);
    }
}
