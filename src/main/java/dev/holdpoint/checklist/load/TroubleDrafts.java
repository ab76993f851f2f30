package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.load.Draft.Waits;
import dev.holdpoint.checklist.words.TroubleWords;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What may go wrong, with its steps laid out; each list is one of its own, in which the steps wait for nothing but each other. */
final class TroubleDrafts {
    private final Supplier<Spread> spreads;
    private final List<Laid> laid = new ArrayList<>();

    /**
     * One trouble.
     *
     * @param of the steps that may have it; none where all may
     */
    record Laid(String id, TroubleWords words, Scope scope, Spread spread, List<String> of) {}

    /** @param spreads lays out one list of steps each */
    TroubleDrafts(Supplier<Spread> spreads) {
        this.spreads = spreads;
    }

    List<Laid> laid() {
        return laid;
    }

    /**
     * @param site where they are written
     * @param prefix before their ids
     */
    void add(@Nullable List<TroubleWords> troubles, Site site, String prefix, List<String> of) {
        int number = 0;
        for (var words : troubles == null ? List.<TroubleWords>of() : troubles) {
            var id = prefix + "trouble-" + ++number;
            var spread = spreads.get();
            if (words.steps() != null) {
                spread.steps(words.steps(), site.aside(id + "."), false);
            }
            laid.add(new Laid(id, words, site.scope(), spread, of));
            // A step that mends may go wrong too.
            laid.addAll(spread.troubles().laid);
        }
    }

    /** Those of the whole checklist. */
    void ofAll(@Nullable List<TroubleWords> troubles, String file, Scope scope) {
        var nowhere = new Waits(List.of(), List.of());
        add(troubles, new Site(file, "", scope, List.of(), null, true, nowhere, List.of(), List.of()), "", List.of());
    }
}
