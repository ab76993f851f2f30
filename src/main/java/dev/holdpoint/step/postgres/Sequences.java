package dev.holdpoint.step.postgres;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code postgres.sequences}: replication carries rows and no sequences; without this the first INSERT on the target fails. */
public final class Sequences implements Action<Sequences.Spec> {
    private static final String APPLICATION = "holdpoint sequences";
    /** Where the target's sequences stood: name, value and whether it was given, line by line. */
    private static final String BEFORE = "sequences before";

    /** Between two: ASCII's separator of records. */
    private static final char BETWEEN = '\u001e';

    private static final String NAMES = "SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'S' AND c.relpersistence <> 't' AND "
            + Tables.USER_SCHEMA + " AND "
            + Tables.NO_MEMBER.replace("$1", "pg_class").replace("$2", "c.oid") + " ORDER BY 1";

    public record Spec(
            @Doc(value = "the database target whose sequences are right", example = "old")
            String from,

            @Doc(value = "the database target where they are set", example = "new")
            String to) {}

    @Override
    public String name() {
        return "postgres.sequences";
    }

    @Override
    public String says() {
        return "Sets every sequence on the target to where it stands on the source, and never below its column's highest value, unless it could not go on from there.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> problems(Spec spec) {
        return spec.from().equals(spec.to()) ? List.of("from: and to: are the same target; name two") : List.of();
    }

    @Override
    public List<String> databases(Spec spec) {
        return List.of(spec.from(), spec.to());
    }

    @Override
    public List<String> sources(Spec spec) {
        return List.of(spec.from());
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        return List.of(
                "SELECT last_value, is_called of every sequence on " + spec.from()
                        + ", SELECT max(column) of the columns they belong to on " + spec.to(),
                "SELECT setval(sequence, the greater of the two, is_called) on " + spec.to()
                        + ", then reads them back");
    }

    @Override
    public Afterlife afterlife(Spec spec) {
        return Afterlife.REPEAT;
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        return Tried.of(() -> {
            try (var source = Login.open(attempt.database(spec.from()), APPLICATION);
                    var target = Login.open(attempt.database(spec.to()), APPLICATION)) {
                return set(spec, attempt, source, target);
            }
        });
    }

    private static Outcome set(Spec spec, Attempt attempt, Connection source, Connection target)
            throws SQLException, InterruptedException {
        var names = Query.column(source, NAMES);
        var missing = new ArrayList<>(names);
        missing.removeAll(Query.column(target, NAMES));
        if (!missing.isEmpty()) {
            throw new TargetProblem(
                    "not on " + spec.to() + ": " + String.join(", ", missing) + "; create them there, then retry");
        }
        var before = SequenceValues.standings(target, names);
        if (attempt.remembered(BEFORE).orElse("").isEmpty()) {
            attempt.remember(BEFORE, text(before));
        }
        var wanted = new LinkedHashMap<String, SequenceValues.Standing>();
        var raised = wanted(attempt, source, target, names, wanted);
        raised.forEach(it -> attempt.say(it + ": its column is ahead of it on the source; set behind that"));
        put(target, wanted);
        var now = SequenceValues.standings(target, names);
        var wrong = names.stream()
                .filter(it -> !Objects.equals(wanted.get(it), now.get(it)))
                .toList();
        return wrong.isEmpty()
                ? Outcome.done(Amount.count(names.size(), "sequence") + " set on " + spec.to()
                        + (raised.isEmpty() ? "" : ", " + raised.size() + " of them behind their columns"))
                : Outcome.failed(
                        "somebody takes values meanwhile: " + String.join(", ", wrong),
                        "see who writes to " + spec.to() + ", then retry");
    }

    /** @return those that are not where the source has them, because their column has more */
    private static List<String> wanted(
            Attempt attempt,
            Connection source,
            Connection target,
            List<String> names,
            Map<String, SequenceValues.Standing> wanted)
            throws SQLException {
        var owned = SequenceValues.owned(target);
        owned.keySet().retainAll(names);
        var highest = SequenceValues.highest(target, owned);
        var raised = new ArrayList<String>();
        SequenceValues.standings(source, names).forEach((name, one) -> {
            var column = highest.getOrDefault(name, Long.MIN_VALUE);
            var of = owned.get(name);
            if (of != null && of.beyond(column)) {
                attempt.say(name + ": its column has " + column
                        + ", behind which it has no value to give; set as on the source");
                wanted.put(name, one);
            } else if (one.next() <= column) {
                raised.add(name);
                wanted.put(name, new SequenceValues.Standing(column, true));
            } else {
                wanted.put(name, one);
            }
        });
        return raised;
    }

    private static void put(Connection target, Map<String, SequenceValues.Standing> standings) throws SQLException {
        try (var set = target.prepareStatement("SELECT setval(?::regclass, ?, ?)")) {
            for (var each : standings.entrySet()) {
                set.setString(1, each.getKey());
                set.setLong(2, each.getValue().value());
                set.setBoolean(3, each.getValue().called());
                set.executeQuery().close();
            }
        }
    }

    private static String text(Map<String, SequenceValues.Standing> standings) {
        var lines = new StringBuilder();
        standings.forEach((name, it) -> lines.append(it.value())
                .append(it.called() ? " t " : " f ")
                .append(name)
                .append(BETWEEN));
        return lines.toString();
    }

    @Override
    public boolean undoable(Spec spec) {
        return true;
    }

    @Override
    public List<String> undoPreview(Spec spec, Setting setting) {
        return List.of("SELECT setval(sequence, where it stood before) on " + spec.to());
    }

    @Override
    public Outcome undo(Spec spec, Attempt attempt) throws InterruptedException {
        return Tried.of(() -> {
            var before = new LinkedHashMap<String, SequenceValues.Standing>();
            for (var line : attempt.remembered(BEFORE).orElse("").split(Character.toString(BETWEEN), -1)) {
                var words = line.split(" ", 3);
                if (words.length == 3) {
                    before.put(words[2], new SequenceValues.Standing(Long.parseLong(words[0]), words[1].equals("t")));
                }
            }
            try (var target = Login.open(attempt.database(spec.to()), APPLICATION)) {
                put(target, before);
            }
            attempt.remember(BEFORE, "");
            return Outcome.done(Amount.count(before.size(), "sequence") + " put back on " + spec.to());
        });
    }
}
