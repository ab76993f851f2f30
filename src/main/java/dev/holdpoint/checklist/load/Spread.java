package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Condition;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.Step.Group;
import dev.holdpoint.checklist.Step.Local;
import dev.holdpoint.checklist.load.Draft.Asked;
import dev.holdpoint.checklist.load.Draft.Waits;
import dev.holdpoint.checklist.words.StepWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Lays the items of {@code steps:} out as a flat list: parts put in, {@code parallel} and {@code for_each} spread. */
final class Spread {
    /** More steps than a person can walk; a limit against parts that multiply. */
    private static final int MOST_STEPS = 5_000;

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Problems problems;
    private final Parts parts;
    private final Forms forms;
    private final Ids ids;
    private final List<Draft> drafts = new ArrayList<>();
    private final TroubleDrafts troubles;
    private int groups;

    Spread(Problems problems, Parts parts, Forms forms, Ids ids) {
        this.problems = problems;
        this.parts = parts;
        this.forms = forms;
        this.ids = ids;
        this.troubles = new TroubleDrafts(() -> new Spread(problems, parts, forms, ids));
    }

    /** Everything that may go wrong with the steps so far. */
    TroubleDrafts troubles() {
        return troubles;
    }

    /** Every step so far, in order. */
    List<Draft> drafts() {
        return drafts;
    }

    /**
     * Lays out a list of steps.
     *
     * @param sideBySide true where they do not wait for each other
     * @return the ids that whatever stands below waits for
     */
    List<String> steps(List<StepWords> items, Site site, boolean sideBySide) {
        var counting = new ArrayList<String>();
        var above = new ArrayList<>(site.above());
        for (var item : items) {
            var added = item(item, site.below(sideBySide ? site.above() : above), sideBySide);
            if (!item.anytime()) {
                counting.addAll(added);
                above.addAll(added);
            }
        }
        return counting;
    }

    private List<String> item(StepWords words, Site site, boolean sideBySide) {
        var id = id(words);
        return words.forEach() == null ? one(words, id, site) : each(words, id, site, sideBySide);
    }

    private List<String> each(StepWords words, String id, Site site, boolean sideBySide) {
        var first = drafts.size();
        var counting = new ArrayList<String>();
        var above = new ArrayList<>(site.above());
        var rounds = forms.rounds(words);
        for (var value : rounds.values()) {
            var local = new Local(value.value().replace("${", "$${"), false);
            var round = site.in(site.scope().with(rounds.name(), local));
            var added = one(words, id + "." + suffix(value), round.below(sideBySide ? site.above() : above));
            counting.addAll(added);
            above.addAll(added);
        }
        ids.group(site.prefix() + id, since(first), words.at());
        return counting;
    }

    private List<String> one(StepWords words, String id, Site site) {
        var within = site.where(conditions(words, site));
        var first = drafts.size();
        List<String> counting;
        if (words.parallel() != null) {
            counting = parallel(words, id, within, words.parallel());
        } else {
            counting = words.use() == null ? leaf(words, id, within) : part(words, id, within, words.use());
        }
        troubles.add(words.troubles(), within, site.prefix() + id + ".", since(first));
        return counting;
    }

    private List<String> leaf(StepWords words, String id, Site site) {
        var full = site.prefix() + id;
        if (drafts.size() >= MOST_STEPS) {
            problems.add(words.at(), "more than " + MOST_STEPS + " steps up to here; nobody can walk that");
            return List.of();
        }
        var action = forms.action(words);
        var anytime = site.anytime() || words.anytime();
        // One whose id is taken is read all the same, under one that nobody can write: what else is wrong with it is
        // told too.
        var own = ids.step(full, place(words)) ? full : full + " again " + drafts.size();
        drafts.add(new Draft(
                own, words, action, site.scope(), site.conditions(), site.group(), anytime, soaks(words, site)));
        return List.of(own);
    }

    private List<String> parallel(StepWords words, String id, Site site, List<StepWords> items) {
        forms.container(words, "parallel");
        var first = drafts.size();
        var atOnce = words.atOnce() == null
                ? Math.max(1, items.size())
                : words.atOnce().value();
        if (atOnce < 1 && words.atOnce() != null) {
            problems.add(words.atOnce().at(), "`at_once` takes a number from 1 up");
        }
        var name = words.step() == null ? site.prefix() + "parallel-" + ++groups : site.prefix() + id;
        var inside = site.inside(
                waits(words, site), site.anytime() || words.anytime(), new Group(name, Math.max(1, atOnce)));
        var counting = steps(items, inside, true);
        if (words.step() != null) {
            ids.group(site.prefix() + id, since(first), place(words));
        }
        return counting;
    }

    private List<String> part(StepWords words, String id, Site site, Said<String> use) {
        forms.container(words, "use");
        var full = site.prefix() + id;
        var first = drafts.size();
        var inside = site.inside(waits(words, site), site.anytime() || words.anytime(), site.group());
        var entered = parts.enter(words, use, inside, full + ".");
        if (entered.isEmpty()) {
            ids.group(full, List.of(), place(words));
            return List.of();
        }
        var counting = steps(entered.get().words().steps(), entered.get().site(), false);
        troubles.add(entered.get().words().troubles(), entered.get().site(), full + ".part-", since(first));
        ids.group(full, since(first), place(words));
        return counting;
    }

    private Waits waits(StepWords words, Site site) {
        var waits = new ArrayList<>(site.outer().ids());
        var asked = new ArrayList<>(site.outer().asked());
        if (words.needs() != null) {
            words.needs().forEach(it -> asked.add(new Asked(site.prefix(), it.value(), it.at())));
        } else if (!words.anytime()) {
            waits.addAll(site.above());
        }
        return new Waits(waits, asked);
    }

    /** What one step waits for, its {@code soak} with it. */
    private Waits soaks(StepWords words, Site site) {
        var waits = waits(words, site);
        var soak = words.soak();
        return soak == null || soak.after().value().isBlank()
                ? waits
                : new Waits(
                        waits.ids(),
                        waits.asked(),
                        new Asked(
                                site.prefix(),
                                soak.after().value(),
                                soak.after().at(),
                                "soak"));
    }

    private List<Condition> conditions(StepWords words, Site site) {
        var condition = forms.condition(words.when(), site.scope());
        if (condition == null) {
            return site.conditions();
        }
        var all = new ArrayList<>(site.conditions());
        all.add(condition);
        return all;
    }

    private List<String> since(int first) {
        return drafts.subList(first, drafts.size()).stream().map(Draft::id).toList();
    }

    /** The id, or one of our own where the author's is missing or wrong, which is told. */
    private String id(StepWords words) {
        var said = words.step();
        if (said == null) {
            if (words.parallel() == null) {
                problems.add(words.at(), "a step needs `step`: its id, unique, in lower case with dashes");
            }
            return "step-in-line-" + words.at().line();
        }
        if (!ID.matcher(said.value()).matches()) {
            problems.add(
                    said.at(),
                    "`" + said.value() + "` is no id; use lower case, digits and dashes" + like(said.value()));
        }
        return said.value();
    }

    private String suffix(Said<String> value) {
        return value.value().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]+", "-");
    }

    private static String like(String text) {
        var id = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return id.isEmpty() ? "" : ", such as `" + id + "`";
    }

    private static Place place(StepWords words) {
        return words.step() == null ? words.at() : words.step().at();
    }
}
