package dev.holdpoint.run;

import dev.holdpoint.checklist.Trouble;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody may want, and what may be told, by chance: every intent and every signal there is, sensible ones more often. */
final class Chances {
    /** Refused by every run, changes no rule, or is drawn by {@link SensingHistoriesTest}. */
    private static final Set<Class<?>> ELSEWHERE = Set.of(
            Intent.SpeakCode.class,
            Intent.TrustKey.class,
            Signal.Remembered.class,
            Signal.KeptSeen.class,
            Signal.SoakSeen.class);

    /** Names of all that must have come to something after so many histories. */
    static final Set<String> ALL = Stream.concat(leaves(Intent.class), leaves(Signal.class))
            .filter(it -> !ELSEWHERE.contains(it))
            .map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    private static final List<String> PEOPLE = List.of("alice", "bob", "carol", "dave");
    private static final List<String> ITEMS = List.of("door", "tap", "lamp");

    private final Random random;
    private final Plan plan;
    private final List<String> ids;

    Chances(Random random, Plan plan) {
        this.random = random;
        this.plan = plan;
        this.ids = plan.stops().stream().map(Plan.Stop::id).toList();
    }

    private String anyStep(Run run) {
        var active = ids.stream()
                .filter(it -> run.status(it).state().active() || run.status(it).gate() instanceof Gate.Sensing)
                .toList();
        return active.isEmpty() || random.nextInt(3) == 0 ? any(ids) : any(active);
    }

    String any(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }

    private String anyone() {
        return any(PEOPLE);
    }

    /** Of the variable that some plans have. */
    private Map<String, String> found() {
        return random.nextInt(5) == 0 ? Map.of() : Map.of(RandomPlan.VARIABLE, any(List.of("yes", "no")));
    }

    /** Neighbouring seeds begin alike with {@link Random}: thousands of histories would be variations of a few. */
    static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }

    Intent approval(Run run, String id) {
        var how = random.nextBoolean() ? Approvals.How.SESSION : Approvals.How.CODE;
        var digest = random.nextInt(4) == 0
                ? "another"
                : run.approvals(plan.stop(id)).digest();
        return new Intent.ApproveHold(id, anyone(), how, digest);
    }

    Intent intent(Run run, Instant now) {
        var id = anyStep(run);
        if (run.rollback().bars() && random.nextInt(3) > 0) {
            return goingBack(run);
        }
        return switch (random.nextInt(24)) {
            case 16, 17, 18 -> approval(run, id);
            case 19 -> new Intent.RefuseCode(id, anyone());
            case 0, 1 -> new Intent.StartStep(id);
            case 2, 3, 4 -> new Intent.ArmHold(id);
            case 5, 6, 7 -> new Intent.TypePhrase(id, random.nextInt(4) == 0 ? "wrong" : phrase(run, id));
            case 8 -> new Intent.StopCountdown(id);
            case 9 -> new Intent.TickStep(id, found());
            case 10 -> random.nextInt(4) == 0 ? new Intent.SkipStep(id, "r") : new Intent.RunOn();
            case 11 -> random.nextInt(4) == 0 ? new Intent.MarkDone(id, "r", found()) : new Intent.RunOn();
            case 12 ->
                switch (random.nextInt(3)) {
                    case 0 -> new Intent.MarkFailed(id, "r");
                    case 1 -> new Intent.TrustKey(id);
                    default -> new Intent.StopRunOn();
                };
            case 13 -> new Intent.CancelStep(id);
            case 14 -> random.nextInt(3) == 0 ? new Intent.UndoStep(id, "r") : new Intent.AddNote(id, "n");
            case 15 ->
                switch (random.nextInt(4)) {
                    case 0 -> new Intent.Leave();
                    case 1 -> new Intent.RetryStep(id, "r");
                    case 2 -> settled(any(ITEMS), now);
                    default -> new Intent.RunOn();
                };
            case 20 -> new Intent.PassWindow(id);
            case 21 -> new Intent.GoOnAnyway(id, "r");
            case 22 ->
                switch (random.nextInt(5)) {
                    case 0 -> new Intent.RollBack("r", random.nextInt(4) == 0 ? "back" : RollingBack.PHRASE);
                    case 1 -> new Intent.WeighRollback();
                    case 2 -> goingBack(run);
                    case 3 -> random.nextInt(8) == 0 ? new Intent.Abort("r") : new Intent.RunOn();
                    default -> new Intent.EndDowntime("r");
                };
            default -> new Intent.RunOn();
        };
    }

    /** What is done with an open item. */
    Intent settled(String item, Instant now) {
        return random.nextBoolean()
                ? new Intent.CloseItem(item, "r")
                : new Intent.HandOver(item, anyone(), now.plusSeconds(random.nextInt(60)), "r");
    }

    /** What is wanted of a run that goes back. */
    Intent goingBack(Run run) {
        var way = run.rollback().steps().stream().map(Rollback.Planned::step).toList();
        var id = way.isEmpty() || random.nextInt(4) == 0 ? anyStep(run) : any(way);
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> new Intent.UndoStep(id, "r");
            case 3 -> new Intent.SkipStep(id, "r");
            case 4 -> new Intent.MarkDone(id, "r", found());
            case 5 -> new Intent.StopRunOn();
            case 6 -> new Intent.MarkFailed(id, "r");
            case 7 -> new Intent.CancelStep(id);
            case 8 -> random.nextInt(3) == 0 ? new Intent.GoForward("r") : new Intent.RunOn();
            case 9, 10 -> new Intent.AcceptRollback("r");
            case 11 -> new Intent.TickStep(id, found());
            default -> new Intent.RunOn();
        };
    }

    String phrase(Run run, String id) {
        return run.status(id).gate().back() == null ? plan.phrase(plan.stop(id), Values.NONE) : "undo " + id;
    }

    Signal signal(Run run, Instant now) {
        var id = anyStep(run);
        var attempt = Math.max(0, run.status(id).attempt() - random.nextInt(2) * random.nextInt(2));
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> new Signal.ActionEnded(id, attempt, outcome(), captured(id));
            case 3, 4 -> new Signal.Verified(id, attempt, evidence(1, now));
            case 5, 6, 7 ->
                new Signal.HoldSensed(
                        id,
                        evidence(wanted(run, id), now),
                        now.minusSeconds(random.nextInt(180)),
                        List.of("does " + random.nextInt(8) / 7),
                        List.of("bob", "carol"));
            case 8 -> new Signal.UndoEnded(id, outcome());
            case 9 -> looked(run, now);
            case 10 -> random.nextInt(8) == 0 ? new Signal.WrittenAgain() : troubles(run);
            case 11 -> random.nextInt(6) == 0 ? new Signal.HungUp() : new Signal.Tick();
            case 12 -> new Signal.ItemSensed(looked(run), evidence(1, now, 0).getFirst());
            default -> new Signal.Tick();
        };
    }

    /** A step that is done and whose undo reaches the outside, where there is one. */
    String reaching(Run run) {
        var done = plan.stops().stream()
                .filter(it -> it.traits().undoReaches() && run.status(it).state() == StepState.DONE)
                .map(Plan.Stop::id)
                .toList();
        return any(done.isEmpty() ? ids : done);
    }

    int wanted(Run run, String id) {
        return run.status(id).gate().back() == null
                ? plan.stop(id).hold().checks().size()
                : 0;
    }

    /** The item that is being looked at, where one is. */
    private String looked(Run run) {
        return run.openItems().values().stream()
                .filter(it -> it.claim() != null)
                .map(OpenItem::name)
                .findFirst()
                .orElse(any(ITEMS));
    }

    private Signal looked(Run run, Instant now) {
        return run.rollback().bars()
                ? new Signal.SourceLooked(evidence(1, now))
                : new Signal.RollbackWeighed(Map.of(any(ids), List.of("3 rows")), now);
    }

    /** The failure of a step that has failed, or a red gate, where there is one, speaks of some of what may go wrong. */
    private Signal troubles(Run run) {
        var failed = ids.stream().filter(it -> Mending.stands(run.status(it))).toList();
        var id = failed.isEmpty() ? any(ids) : any(failed);
        var known = plan.troubles(id).stream()
                .map(Trouble::id)
                .filter(it -> random.nextInt(4) > 0)
                .toList();
        return new Signal.TroublesSeen(id, run.status(id).attempt(), known);
    }

    Map<String, String> captured(String id) {
        return plan.stop(id).step().capture().isEmpty() ? Map.of() : found();
    }

    Outcome outcome() {
        return switch (random.nextInt(6)) {
            case 0 -> Outcome.failed("broke", "");
            case 1 -> Outcome.unknown("lost");
            default -> Outcome.done("ok");
        };
    }

    /** Mostly green and new, sometimes red, old, too little, or of what ends soon. */
    List<Evidence> evidence(int wanted, Instant now) {
        return evidence(wanted, now, random.nextInt(12) == 0 ? 1 : 0);
    }

    private List<Evidence> evidence(int wanted, Instant now, int lacking) {
        var seen = new ArrayList<Evidence>();
        for (int n = 0; n < wanted - lacking; n++) {
            var at = now.minusSeconds(random.nextInt(10) == 0 ? 300 : 1);
            var one = random.nextInt(8) == 0 ? Evidence.red("c", "bad", at) : Evidence.green("c", "ok", at);
            seen.add(random.nextInt(12) == 0 ? one.until(now.plus(Duration.ofSeconds(random.nextInt(300)))) : one);
        }
        return seen;
    }

    private static Stream<Class<?>> leaves(Class<?> of) {
        return of.isSealed() ? Stream.of(of.getPermittedSubclasses()).flatMap(Chances::leaves) : Stream.of(of);
    }
}
