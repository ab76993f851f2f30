package dev.holdpoint.journal;

import java.util.List;

/**
 * What a journal says, read without changing it.
 *
 * @param torn bytes behind the last whole line: a line that was being written when the program died, or is being written now
 */
public record Past<E>(List<Entry<E>> entries, long torn) {
    public Past {
        entries = List.copyOf(entries);
    }
}
