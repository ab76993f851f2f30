package dev.holdpoint.console.keys;

import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.operator.Command;
import java.util.List;

/**
 * Keys that ask for a command.
 *
 * @param keys the first one is shown in the footer
 * @param footer its rank in the footer, 1 the most important; 0 never shown there
 */
public record Binding(List<Key> keys, Command command, int footer) {
    public Binding {
        keys = List.copyOf(keys);
    }

    /** The name of the first key as people read it. */
    public String key() {
        return Labels.of(keys.getFirst());
    }
}
