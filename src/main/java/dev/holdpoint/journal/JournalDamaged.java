package dev.holdpoint.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A journal that nothing may be built on: someone or something changed it after it was written. */
public final class JournalDamaged extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Damage damage;

    JournalDamaged(Path file, Damage damage) {
        super(file + ":" + damage.line() + ": " + damage.reason() + "; the run cannot go on from it");
        this.damage = damage;
    }

    public Damage damage() {
        return damage;
    }
}
