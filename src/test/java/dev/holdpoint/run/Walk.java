package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Targets;
import dev.holdpoint.checklist.Trouble;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A run walked by hand: asks {@link Decide}, folds what it answers, and remembers every event. */
final class Walk {
    static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    private final RunFold fold;
    private final List<Event> events = new ArrayList<>();
    private Instant now = START;

    private Walk(Plan plan) {
        this.fold = RunFold.of(plan);
    }

    static Walk over(StepDraft... drafts) {
        return over(List.of(), drafts);
    }

    static Walk over(List<Variable> variables, StepDraft... drafts) {
        var walk = blank(variables, drafts);
        walk.does(new Intent.SetVariables(Values.NONE));
        walk.events.clear();
        return walk;
    }

    /** Over a plan that was read from a file; without variables. */
    static Walk of(Plan plan) {
        var walk = new Walk(plan);
        walk.fold.apply(new Event.RunStarted("r1", "Test", "d", "alice", "bastion", false), START);
        walk.does(new Intent.SetVariables(Values.NONE));
        walk.events.clear();
        return walk;
    }

    /** With a window that began now. */
    static Walk within(Duration window, StepDraft... drafts) {
        var walk = blank(new Checklist.Window(window, null), List.of(), drafts);
        walk.does(new Intent.SetVariables(Values.NONE));
        walk.events.clear();
        return walk;
    }

    /** Variables are not given yet. */
    static Walk blank(List<Variable> variables, StepDraft... drafts) {
        return blank(Checklist.Window.OPEN, variables, drafts);
    }

    static Walk blank(Checklist.Window window, List<Variable> variables, StepDraft... drafts) {
        var stops = IntStream.range(0, drafts.length)
                .mapToObj(place -> drafts[place].stop(place))
                .toList();
        var steps = IntStream.range(0, drafts.length)
                .filter(place -> drafts[place].trouble().isEmpty())
                .mapToObj(place -> stops.get(place).step())
                .toList();
        var checklist = new Checklist(
                "Test",
                null,
                window,
                variables,
                new Targets(Map.of(), Map.of()),
                List.of(new Checklist.Phase("Only", steps)),
                troubles(stops, drafts),
                List.of(),
                Checklist.Proof.NONE);
        var walk = new Walk(new Plan(checklist, stops, (step, values) -> null, Map.of()));
        walk.fold.apply(new Event.RunStarted("r1", "Test", "d", "alice", "bastion", false), START);
        return walk;
    }

    private static List<Trouble> troubles(List<Plan.Stop> stops, StepDraft... drafts) {
        var troubles = new LinkedHashMap<String, Trouble>();
        for (int place = 0; place < drafts.length; place++) {
            var one = new Trouble(
                    drafts[place].trouble(),
                    "broke",
                    "It broke.",
                    List.of(stops.get(place).step()),
                    drafts[place].of());
            if (!one.id().isEmpty()) {
                troubles.merge(one.id(), one, Walk::both);
            }
        }
        return List.copyOf(troubles.values());
    }

    private static Trouble both(Trouble one, Trouble more) {
        var steps = new ArrayList<>(one.steps());
        steps.addAll(more.steps());
        return new Trouble(one.id(), one.when(), one.say(), steps, one.of());
    }

    Run run() {
        return fold.run();
    }

    Instant now() {
        return now;
    }

    Walk after(Duration time) {
        now = now.plus(time);
        return this;
    }

    /** The intent is accepted; its events are folded. */
    Walk does(Intent intent) {
        var decision = Decide.on(run(), intent, now);
        assertThat(decision).as("%s", intent).isInstanceOf(Decision.Events.class);
        take(((Decision.Events) decision).events());
        return this;
    }

    /** The intent is refused; answers why. */
    String refusal(Intent intent) {
        var decision = Decide.on(run(), intent, now);
        assertThat(decision).as("%s", intent).isInstanceOf(Decision.Refusal.class);
        return ((Decision.Refusal) decision).reason();
    }

    Walk hears(Signal signal) {
        take(Decide.on(run(), signal, now).events());
        return this;
    }

    Walk ticks() {
        return hears(new Signal.Tick());
    }

    private void take(List<Event> more) {
        more.forEach(event -> fold.apply(event, now));
        events.addAll(more);
    }

    Walk starts(String step) {
        return does(new Intent.StartStep(step));
    }

    Walk done(String step) {
        return ends(step, Outcome.done("fine"));
    }

    Walk fails(String step) {
        return ends(step, Outcome.failed("broke", "mend it"));
    }

    Walk ends(String step, Outcome outcome) {
        return hears(new Signal.ActionEnded(step, run().status(step).attempt(), outcome, Map.of()));
    }

    Walk verified(String step, Evidence... seen) {
        return hears(new Signal.Verified(step, run().status(step).attempt(), List.of(seen)));
    }

    Walk senses(String step, Evidence... seen) {
        return hears(new Signal.HoldSensed(step, List.of(seen), now));
    }

    /** A kept step is looked at again. */
    Walk keeps(String step, Evidence... seen) {
        return hears(new Signal.KeptSeen(step, run().status(step).attempt(), List.of(seen)));
    }

    Walk soaks(String step, Evidence... seen) {
        return hears(new Signal.SoakSeen(step, List.of(seen)));
    }

    Evidence green() {
        return Evidence.green("check", "fine", now);
    }

    Evidence red() {
        return Evidence.red("check", "broken", now);
    }

    StepState state(String step) {
        return run().status(step).state();
    }

    Gate gate(String step) {
        return run().status(step).gate();
    }

    /** All events so far, and forgets them. */
    List<Event> told() {
        var all = List.copyOf(events);
        events.clear();
        return all;
    }

    /** The names of the events so far as the journal writes them, and forgets them. */
    List<String> names() {
        return told().stream().map(Walk::name).toList();
    }

    static String name(Event event) {
        return EventNames.ALL.entrySet().stream()
                .filter(it -> it.getValue() == event.getClass())
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** Variables given in the clear. */
    static Values open(String name, String value) {
        return new Values(Map.of(name, value), Set.of());
    }
}
