package dev.holdpoint.checklist.lint;

import dev.holdpoint.checklist.Place;
import java.util.stream.Stream;

/** A mistake that people have made in real runbooks, known by name. */
interface Trap {
    String name();

    /** What happens, and what to write instead; one line. */
    String advice();

    /** Where the checklist walks into it. */
    Stream<Place> in(Reading reading);
}
