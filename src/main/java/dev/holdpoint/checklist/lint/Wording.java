package dev.holdpoint.checklist.lint;

import dev.holdpoint.checklist.Place;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A trap that its own words give away.
 *
 * @param where which texts are looked at
 * @param found what is wrong
 * @param unless what makes it right where it stands in the same text, or null
 */
record Wording(String name, Where where, Pattern found, Pattern unless, String advice) implements Trap {
    /** Never found: there is nothing that would make it right. */
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    enum Where {
        /** What programs get to see. */
        COMMANDS,
        /** What people read. */
        WORDS,
        ALL
    }

    static Wording of(String name, Where where, String found, String advice) {
        return new Wording(name, where, Pattern.compile(found), NOTHING, advice);
    }

    Wording unless(String right) {
        return new Wording(name, where, found, Pattern.compile(right), advice);
    }

    @Override
    public Stream<Place> in(Reading reading) {
        return found(reading).map(Passage::at);
    }

    Stream<Passage> found(Reading reading) {
        return reading.passages()
                .filter(this::concerns)
                .filter(it -> found.matcher(it.text()).find())
                .filter(it -> !unless.matcher(it.text()).find());
    }

    private boolean concerns(Passage passage) {
        return switch (where) {
            case COMMANDS -> passage.command();
            case WORDS -> !passage.command();
            case ALL -> true;
        };
    }
}
