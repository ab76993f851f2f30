package dev.holdpoint.checklist.lint;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A checklist laid open for the traps: every text in it, in the order of the page. */
final class Reading {
    private static final Pattern CONTINUED = Pattern.compile("\\\\\\n\\s*");
    private static final Pattern COMMENT = Pattern.compile("(?m)(^|\\s)#[^\\n]*$");

    private final Checklist checklist;
    private final List<Passage> passages = new ArrayList<>();

    Reading(Checklist checklist) {
        this.checklist = checklist;
        steps().forEach(this::read);
    }

    /** Those that mend troubles last: they are run too, and in more of a hurry. */
    List<Step> steps() {
        return Stream.concat(checklist.steps(), checklist.troubles().stream().flatMap(it -> it.steps().stream()))
                .toList();
    }

    Stream<Passage> passages() {
        return passages.stream();
    }

    Stream<Passage> commands() {
        return passages().filter(Passage::command);
    }

    /** Texts of one step. */
    Stream<Passage> of(Step step) {
        return passages().filter(it -> it.step().equals(step));
    }

    Stream<Variable> variables() {
        return checklist.variables().stream();
    }

    Set<String> secrets() {
        return variables().filter(Variable::secret).map(Variable::name).collect(Collectors.toSet());
    }

    /** All variables of the checklist: declared, captured, and asked for by a person's step. */
    Set<String> names() {
        var names = variables().map(Variable::name).collect(Collectors.toCollection(HashSet::new));
        for (var step : steps()) {
            names.addAll(step.capture().keySet());
            uses(step).forEach(use -> field(use.spec(), "ask").forEach(names::add));
        }
        return names;
    }

    /** The names of the fields in one field. */
    private static Stream<String> field(Value spec, String word) {
        return spec instanceof Value.Fields fields
                ? fields.fields().stream()
                        .filter(it -> it.key().equals(word))
                        .flatMap(it -> it.value() instanceof Value.Fields inner
                                ? inner.fields().stream().map(Value.Field::key)
                                : Stream.of())
                : Stream.of();
    }

    private void read(Step step) {
        passages.add(new Passage(step, "", step.title(), step.at()));
        if (step.why() != null) {
            passages.add(new Passage(step, "", step.why(), step.at()));
        }
        uses(step).forEach(use -> read(step, use.kind(), use.spec()));
    }

    private static Stream<KindUse> uses(Step step) {
        var body = switch (step.body()) {
            case Step.Body.Act act -> Stream.of(act.use());
            case Step.Body.Look look -> look.checks().stream();
        };
        var gate = step.hold() == null ? Stream.<KindUse>empty() : step.hold().checks().stream();
        var undo = step.undo() instanceof Step.UndoRule.Steps back ? back.steps().stream() : Stream.<KindUse>empty();
        var soak = step.sensing().soak() == null ? Stream.<KindUse>empty() : step.sensing().soak().checks().stream();
        return Stream.of(body, step.verify().stream(), gate, soak, undo).flatMap(it -> it);
    }

    private void read(Step step, String kind, Value value) {
        switch (value) {
            case Value.Scalar scalar -> passages.add(new Passage(step, kind, plain(kind, scalar.text()), scalar.at()));
            case Value.Items items -> items.values().forEach(it -> read(step, kind, it));
            case Value.Fields fields -> fields.fields().forEach(it -> read(step, kind, it.value()));
        }
    }

    private static String plain(String kind, String text) {
        var whole = CONTINUED.matcher(text).replaceAll(" ");
        return kind.equals("manual") ? whole : COMMENT.matcher(whole).replaceAll("$1");
    }
}
