package dev.holdpoint.journal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How events are written. A payload is a JSON object as a plain map: strings, numbers, booleans, nulls, lists and maps.
 *
 * @param <E> the events
 */
public interface Codec<E> {
    /** The name of its type in the journal: an explicit string, never a class name, and never changed. */
    String type(E event);

    /** Its content, without {@code v}, {@code n}, {@code at}, {@code type}, {@code prev} and {@code own}, which are the journal's. */
    Map<String, @Nullable Object> encode(E event);

    /** @throws IllegalArgumentException if this program does not know such an event; the message says what is wrong with it */
    E decode(String type, Map<String, @Nullable Object> payload);
}
