package dev.holdpoint.run;

import dev.holdpoint.checklist.Condition;
import dev.holdpoint.checklist.Hold;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Sensing;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.run.Traits.UndoPart;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Opening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A step under construction, for tests of the rules. */
final class StepDraft {
    static final Place HERE = new Place("test.yml", 1, 1);

    final String id;
    private List<String> needs = List.of();
    private boolean anytime;
    private Step.@Nullable Group group;
    private @Nullable Condition when;
    private Step.Retry retry = Step.Retry.NEVER;
    private int verify;
    private @Nullable Hold hold;
    private Step.UndoRule undo = new Step.UndoRule.Automatic();
    private Step.@Nullable Downtime downtime;
    private List<String> opens = List.of();
    private List<String> closes = List.of();
    private List<Opening> leaves = List.of();
    /** The trouble that it mends; empty for a step that every run walks. */
    private String trouble = "";

    private List<String> of = List.of();
    private @Nullable Duration expect;
    private boolean byHand;
    private boolean dangerous;
    private boolean undoable;
    private boolean undoReaches;
    private boolean looks;
    private @Nullable Duration timeout;
    private Duration within = Duration.ofMinutes(5);
    private List<UndoPart> undoParts = List.of(UndoPart.by(Afterlife.ASK));
    private Afterlife afterlife = Afterlife.REATTACH;
    private List<Variable> asks = List.of();
    private Map<String, Step.Capture> capture = Map.of();
    private List<String> reads = List.of();
    private List<String> undoReads = List.of();

    private Sensing sensing = Sensing.NONE;

    private StepDraft(String id) {
        this.id = id;
    }

    static StepDraft step(String id) {
        return new StepDraft(id);
    }

    StepDraft needs(String... ids) {
        needs = List.of(ids);
        return this;
    }

    StepDraft anytime() {
        anytime = true;
        return this;
    }

    StepDraft in(String name, int atOnce) {
        group = new Step.Group(name, atOnce);
        return this;
    }

    StepDraft when(String variable, String value) {
        when = new Condition(
                "${" + variable + "} == " + value, List.of(new Condition.Test(variable, false, List.of(value))));
        return this;
    }

    StepDraft retry(int times, Duration pause) {
        retry = new Step.Retry(times, pause);
        return this;
    }

    StepDraft verifiedBy(int checks) {
        verify = checks;
        return this;
    }

    /** How long its verify is looked at; zero for once. */
    StepDraft within(Duration time) {
        within = time;
        return this;
    }

    StepDraft expect(Duration time) {
        expect = time;
        return this;
    }

    StepDraft timeout(Duration time) {
        timeout = time;
        return this;
    }

    /** A hold point with so many checks, fresh for two minutes, a countdown of five seconds, and the phrase {@code go}. */
    StepDraft hold(int checks) {
        hold = new Hold("it matters", uses(checks), Hold.FRESH, "go", Hold.COUNTDOWN);
        return this;
    }

    /** The phrase of a hold point. */
    StepDraft phrase(String text) {
        hold = new Hold("it matters", uses(0), Hold.FRESH, text, Hold.COUNTDOWN);
        return this;
    }

    /** A hold point to which so many others must agree. */
    StepDraft approvals(int number) {
        var gate = hold == null ? Hold.byKind() : hold;
        hold = new Hold(gate.because(), gate.checks(), gate.fresh(), gate.type(), number, gate.countdown());
        return this;
    }

    StepDraft dangerous() {
        dangerous = true;
        return this;
    }

    StepDraft undoable() {
        undoable = true;
        return this;
    }

    /** Its undo reaches the outside. */
    StepDraft undoReaches() {
        undoReaches = true;
        return undoable();
    }

    StepDraft irrevocable(String because) {
        undo = new Step.UndoRule.None(because);
        return this;
    }

    /** Taken back by so many actions of its author, of which this becomes when the program dies under them. */
    StepDraft undoneBy(Afterlife... parts) {
        return undoneBy(Stream.of(parts).map(UndoPart::by).toArray(UndoPart[]::new));
    }

    StepDraft undoneBy(UndoPart... parts) {
        undo = new Step.UndoRule.Steps(uses(parts.length));
        undoParts = List.of(parts);
        return this;
    }

    /** How long its author expects its undo to take. */
    StepDraft undoTakes(Duration time) {
        undo = new Step.UndoRule.Automatic(time);
        return this;
    }

    StepDraft downtime(Step.Downtime mark) {
        downtime = mark;
        return this;
    }

    StepDraft opens(String... items) {
        opens = List.of(items);
        return this;
    }

    StepDraft closes(String... items) {
        closes = List.of(items);
        return this;
    }

    /** Its kind opens these by itself. */
    StepDraft leaves(Opening... openings) {
        leaves = List.of(openings);
        return this;
    }

    /** It mends {@code trouble}, which those steps may have; every one where none is named. Such drafts stand behind all others. */
    StepDraft mends(String trouble, String... steps) {
        this.trouble = trouble;
        of = List.of(steps);
        return this;
    }

    String trouble() {
        return trouble;
    }

    List<String> of() {
        return of;
    }

    StepDraft byHand(Variable... wanted) {
        byHand = true;
        asks = List.of(wanted);
        return this;
    }

    StepDraft captures(String variable) {
        capture = Map.of(variable, new Step.Capture("(.*)", null));
        return this;
    }

    StepDraft reads(String... names) {
        reads = List.of(names);
        return this;
    }

    StepDraft undoReads(String... names) {
        undoReads = List.of(names);
        return this;
    }

    /** A check step that is looked at again that often. */
    StepDraft keep(Duration every) {
        looks = true;
        sensing = new Sensing(every, sensing.soak());
        return this;
    }

    StepDraft soak(String after, Duration length, int checks) {
        sensing = new Sensing(sensing.keep(), new Sensing.Soak(List.of(after), length, uses(checks)));
        return this;
    }

    StepDraft looks() {
        looks = true;
        return this;
    }

    StepDraft afterlife(Afterlife what) {
        afterlife = what;
        return this;
    }

    private static List<KindUse> uses(int number) {
        var uses = new ArrayList<KindUse>();
        for (int i = 0; i < number; i++) {
            uses.add(new KindUse("tcp", new Value.Scalar("localhost:1", true, HERE), HERE));
        }
        return uses;
    }

    Plan.Stop stop(int place) {
        var use = new KindUse(byHand ? "manual" : "shell", new Value.Scalar("true", true, HERE), HERE);
        var step = new Step(
                id,
                "Title of " + id,
                null,
                looks ? new Step.Body.Look(uses(1)) : new Step.Body.Act(use),
                needs,
                anytime,
                group,
                when,
                expect,
                timeout,
                retry,
                uses(verify),
                within,
                hold,
                undo,
                downtime,
                opens,
                closes,
                capture,
                null,
                null,
                "local",
                false,
                Map.of(),
                HERE,
                sensing,
                null);
        var traits = new Traits(byHand, dangerous, "", afterlife, undoable, looks, asks, leaves, List.of());
        return new Plan.Stop(
                place,
                0,
                step,
                traits.reading(reads, undoReads).undoneBy(undoParts).undoReaching(undoReaches));
    }
}
