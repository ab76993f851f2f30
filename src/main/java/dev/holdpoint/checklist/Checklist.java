package dev.holdpoint.checklist;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A checklist that has passed the loader: parts are put in, {@code for_each} is spread out, every {@code needs} names a
 * step that exists. Values of variables are not in it.
 *
 * @param title what stands after {@code checklist:}
 * @param targets the hosts and databases that steps act on
 * @param troubles those of steps before those of parts, and those of the whole checklist last
 * @param rollback what proves, after a rollback, that the source serves
 * @param sources every file it was read from, the first one the checklist itself
 */
public record Checklist(
        String title,
        @Nullable String about,
        Window window,
        List<Variable> variables,
        Targets targets,
        List<Phase> phases,
        List<Trouble> troubles,
        List<SourceFile> sources,
        Proof rollback) {
    public Checklist {
        variables = List.copyOf(variables);
        phases = List.copyOf(phases);
        troubles = List.copyOf(troubles);
        sources = List.copyOf(sources);
    }

    /** One without hosts and troubles, that says nothing of its rollback. */
    public Checklist(
            String title,
            @Nullable String about,
            Window window,
            List<Variable> variables,
            Map<String, Value> databases,
            List<Phase> phases,
            List<SourceFile> sources) {
        this(title, about, window, variables, new Targets(Map.of(), databases), phases, List.of(), sources, Proof.NONE);
    }

    /** The same with other phases. */
    public Checklist withPhases(List<Phase> others) {
        return new Checklist(title, about, window, variables, targets, others, troubles, sources, rollback);
    }

    /** The same with another proof. */
    public Checklist provenBy(Proof proof) {
        return new Checklist(title, about, window, variables, targets, phases, troubles, sources, proof);
    }

    public Map<String, Value> hosts() {
        return targets.hosts();
    }

    public Map<String, Value> databases() {
        return targets.databases();
    }

    /** The steps of its phases; those that mend troubles are not among them. */
    public Stream<Step> steps() {
        return phases.stream().flatMap(phase -> phase.steps().stream());
    }

    public Optional<Variable> variable(String name) {
        return variables.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    /** The time the whole migration may take and the time it may be down; null where the author set no limit. */
    public record Window(
            @Nullable Duration length, @Nullable Duration downtime) {
        public static final Window OPEN = new Window(null, null);
    }

    /**
     * The checks with which a rollback ends.
     *
     * @param within how long they are looked at again until all are green; zero for once
     * @param written its author wrote them; else they are what the program can see of the source by itself
     */
    public record Proof(List<KindUse> checks, Duration within, boolean written) {
        public static final Proof NONE = new Proof(List.of(), Duration.ZERO, false);

        public Proof {
            checks = List.copyOf(checks);
        }
    }

    public record Phase(String title, List<Step> steps) {
        public Phase {
            steps = List.copyOf(steps);
        }
    }

    /**
     * A file the checklist was read from.
     *
     * @param name its path relative to the checklist's folder
     */
    public record SourceFile(String name, String text) {}
}
