package dev.holdpoint.run;

import java.util.List;

/** What {@link Decide} answers. */
public sealed interface Decision {
    /** Facts to be written down; may be none. */
    record Events(List<Event> events) implements Decision {
        public Events {
            events = List.copyOf(events);
        }
    }

    /**
     * Not possible now.
     *
     * @param reason one sentence for the operator, with what to do instead
     */
    record Refusal(String reason) implements Decision {}

    static Decision of(Event... events) {
        return new Events(List.of(events));
    }

    static Decision refused(String reason) {
        return new Refusal(reason);
    }
}
