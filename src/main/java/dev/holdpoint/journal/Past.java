package dev.holdpoint.journal;

import java.util.List;

/**
 * What a journal says, read without changing it.
 *
 * @param torn bytes behind the last whole line: a line that was being written when the program died, or is being written now
 * @param end where the whole lines end, for whoever goes on from there
 */
public record Past<E>(List<Entry<E>> entries, long torn, Mark end) {
    public Past {
        entries = List.copyOf(entries);
    }

    /** Nothing was read yet. */
    public static <E> Past<E> unread() {
        return new Past<>(List.of(), 0, Mark.BEGIN);
    }
}
