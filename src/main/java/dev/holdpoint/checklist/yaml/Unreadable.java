package dev.holdpoint.checklist.yaml;

import dev.holdpoint.checklist.Place;

/** A document that is too deep or too large to be a checklist. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Place at;
    private final String says;

    Unreadable(Place at, String says) {
        super(says, null, false, false);
        this.at = at;
        this.says = says;
    }

    Place at() {
        return at;
    }

    String says() {
        return says;
    }
}
