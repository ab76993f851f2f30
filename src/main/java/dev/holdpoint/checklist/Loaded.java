package dev.holdpoint.checklist;

import java.util.List;
import java.util.Optional;

/**
 * What came of reading a checklist.
 *
 * @param checklist empty where there is any problem: a file that does not pass starts no run
 * @param problems everything that is wrong, in the order of the file
 */
public record Loaded(Optional<Checklist> checklist, List<Problem> problems) {
    public Loaded {
        problems = List.copyOf(problems);
    }
}
