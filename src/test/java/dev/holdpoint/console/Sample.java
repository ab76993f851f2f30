package dev.holdpoint.console;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Hold;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Sensing;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Traits;
import dev.holdpoint.step.Afterlife;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A checklist such as people have: six phases, a copy that takes a while, a hold point, steps by hand. */
public final class Sample {
    private static final Place HERE = new Place("sample.yml", 1, 1);

    private final List<Checklist.Phase> phases = new ArrayList<>();
    private final List<Plan.Stop> stops = new ArrayList<>();
    private final List<Step> inPhase = new ArrayList<>();
    private final List<Variable> variables;
    private String phase = "";

    private Sample(List<Variable> variables) {
        this.variables = variables;
    }

    /** One step under construction. */
    public static final class Draft {
        private final String id;
        private final String title;
        private @Nullable String why;
        private @Nullable Duration expect;
        private @Nullable Hold hold;
        private Step.@Nullable Downtime downtime;
        private List<String> opens = List.of();
        private List<String> closes = List.of();
        private boolean byHand;
        private Sensing sensing = Sensing.NONE;
        private boolean looks;
        private boolean undoable;
        private boolean undoReaches;
        private boolean tty;
        private Step.@Nullable Group group;
        private List<Variable> asks = List.of();
        private int verify;

        private Draft(String id, String title) {
            this.id = id;
            this.title = title;
        }

        public Draft why(String text) {
            why = text;
            return this;
        }

        public Draft expect(Duration time) {
            expect = time;
            return this;
        }

        public Draft hold(String because, String phrase, int checks) {
            hold = new Hold(because, uses(checks), Hold.FRESH, phrase, Hold.COUNTDOWN);
            return this;
        }

        public Draft approvals(int number) {
            var gate = java.util.Objects.requireNonNull(hold);
            hold = new Hold(gate.because(), gate.checks(), gate.fresh(), gate.type(), number, gate.countdown());
            return this;
        }

        public Draft downtime(Step.Downtime mark) {
            downtime = mark;
            return this;
        }

        public Draft opens(String... items) {
            opens = List.of(items);
            return this;
        }

        public Draft closes(String... items) {
            closes = List.of(items);
            return this;
        }

        public Draft byHand(Variable... wanted) {
            byHand = true;
            asks = List.of(wanted);
            return this;
        }

        /** A check step that is looked at again that often. */
        public Draft keep(Duration every) {
            looks = true;
            sensing = new Sensing(every, null);
            return this;
        }

        public Draft soak(String after, Duration length, int checks) {
            sensing = new Sensing(null, new Sensing.Soak(List.of(after), length, uses(checks)));
            return this;
        }

        public Draft looks() {
            looks = true;
            return this;
        }

        public Draft undoable() {
            undoable = true;
            return this;
        }

        /** Its undo reaches the outside. */
        public Draft undoReaches() {
            undoReaches = true;
            return undoable();
        }

        public Draft tty() {
            tty = true;
            return this;
        }

        /** Two of its kind run side by side. */
        public Draft beside() {
            group = new Step.Group("beside", 2);
            return this;
        }

        public Draft verified(int checks) {
            verify = checks;
            return this;
        }

        private static List<KindUse> uses(int number) {
            var uses = new ArrayList<KindUse>();
            for (int i = 0; i < number; i++) {
                uses.add(new KindUse("tcp", new Value.Scalar("localhost:1", true, HERE), HERE));
            }
            return uses;
        }

        private Plan.Stop stop(int place, int inPhase, List<String> needs) {
            var use = new KindUse(byHand ? "manual" : "shell", new Value.Scalar("true", true, HERE), HERE);
            var body = looks ? new Step.Body.Look(uses(1)) : new Step.Body.Act(use);
            var step = new Step(
                    id,
                    title,
                    why,
                    body,
                    needs,
                    false,
                    group,
                    null,
                    expect,
                    null,
                    Step.Retry.NEVER,
                    uses(verify),
                    Duration.ofMinutes(5),
                    hold,
                    new Step.UndoRule.Automatic(),
                    downtime,
                    opens,
                    closes,
                    Map.of(),
                    null,
                    null,
                    "local",
                    tty,
                    Map.of(),
                    HERE,
                    sensing,
                    null);
            var traits = new Traits(byHand, false, "", Afterlife.REATTACH, undoable, looks, asks, List.of(), List.of());
            return new Plan.Stop(place, inPhase, step, traits.undoReaching(undoReaches));
        }
    }

    public static Draft step(String id, String title) {
        return new Draft(id, title);
    }

    public static Variable variable(
            String name, String ask, VariableType type, @Nullable String fallback, boolean secret) {
        return new Variable(name, ask, type, fallback, secret, List.of(), null, HERE);
    }

    public static Sample with(Variable... variables) {
        return new Sample(List.of(variables));
    }

    /** Begins a phase; each step needs the one before it. */
    public Sample phase(String title, Draft... drafts) {
        close();
        phase = title;
        for (var draft : drafts) {
            var needs = inPhase.isEmpty()
                    ? List.<String>of()
                    : List.of(inPhase.getLast().id());
            if (inPhase.isEmpty() && !stops.isEmpty()) {
                needs = List.of(stops.getLast().id());
            }
            if (draft.group != null && !inPhase.isEmpty()) {
                needs = inPhase.getLast().needs();
            }
            var stop = draft.stop(stops.size(), phases.size(), needs);
            stops.add(stop);
            inPhase.add(stop.step());
        }
        return this;
    }

    private void close() {
        if (!phase.isEmpty()) {
            phases.add(new Checklist.Phase(phase, inPhase));
            inPhase.clear();
        }
    }

    public Plan plan() {
        return plan("Replit PostgreSQL to Amazon RDS");
    }

    public Plan plan(String title) {
        close();
        phase = "";
        var checklist = new Checklist(
                title,
                "Moves one PostgreSQL database; the application is read-only while it moves.",
                new Checklist.Window(Duration.ofMinutes(60), Duration.ofMinutes(15)),
                variables,
                Map.of(),
                phases,
                List.of());
        return new Plan(checklist, stops, (step, values) -> null, Map.of("backup", Duration.ofMinutes(3)));
    }

    /** The checklist of the pictures in the design. */
    public static Plan replit() {
        return replit(0);
    }

    /** @param approvals how many people must agree to its first hold point */
    static Plan replit(int approvals) {
        return with(
                        variable("replit_url", "Replit database URL", VariableType.POSTGRES_URL, null, true),
                        variable(
                                "rds_instance",
                                "RDS instance identifier",
                                VariableType.TEXT,
                                "stacktracker-migration-db",
                                false),
                        variable("my_cidr", "Address to let in", VariableType.CIDR, null, false),
                        new Variable(
                                "way",
                                "Stream, or by dump files",
                                VariableType.CHOICE,
                                "streamed",
                                false,
                                List.of("streamed", "files"),
                                null,
                                HERE),
                        variable("app_url", "Address of the application", VariableType.URL, null, false))
                .phase(
                        "Connections",
                        step("connect-replit", "Reach and identify replit").looks(),
                        step("connect-rds", "Reach and identify rds").looks())
                .phase(
                        "Preparation",
                        step("backup", "Back up the Replit database")
                                .why("The primary safety net. Nothing else starts before it exists.")
                                .expect(Duration.ofMinutes(3))
                                .undoable(),
                        step("open-door", "Let this machine reach the instance")
                                .opens("door 5432")
                                .undoable(),
                        step("ready", "The instance can take the database").looks())
                .phase(
                        "Cutover",
                        step("read-only", "Put the application in maintenance mode")
                                .why("Whatever is written after the copy has begun is lost.")
                                .byHand()
                                .downtime(Step.Downtime.STARTS)
                                .opens("maintenance mode"),
                        step("move", "Copy the database")
                                .why("One snapshot, streamed; nothing is written to disk here.")
                                .expect(Duration.ofMinutes(6))
                                .undoable()
                                .verified(1))
                .phase(
                        "Go live",
                        step("switch", "Point the application at RDS")
                                .why("The last step that users notice.")
                                .hold(
                                        "From here on new rows exist only in RDS; going back would lose them.",
                                        "stacktracker-migration-db",
                                        3)
                                .approvals(approvals)
                                .byHand(variable(
                                        "ticket", "Number of the change ticket", VariableType.NUMBER, null, false))
                                .downtime(Step.Downtime.ENDS)
                                .closes("maintenance mode"),
                        step("private", "Take the instance off the public internet")
                                .hold("It cannot be reached from here afterwards.", "stacktracker-migration-db", 1),
                        step("close-door", "Remove the rule that let this machine in")
                                .closes("door 5432"))
                .plan();
    }
}
