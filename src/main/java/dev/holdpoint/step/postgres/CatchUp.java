package dev.holdpoint.step.postgres;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code postgres.catch-up}: behind the fence, until the target has on its disk all that the source ever said. */
public final class CatchUp implements Action<CatchUp.Spec> {
    public record Spec(
            @Doc(value = "the database target that is fenced", example = "old")
            String from,

            @Doc(value = "the database target that follows it", example = "new")
            String to,

            @Doc(value = "as in postgres.publish", example = "shop")
            String name,

            @Doc(value = "how long it may take at most", fallback = "2m")
            Duration within) {
        Link link() {
            return new Link(name);
        }
    }

    @Override
    public String name() {
        return "postgres.catch-up";
    }

    @Override
    public String says() {
        return "Waits until the target has confirmed all that was written to the fenced source, then refreshes materialized views.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> problems(Spec spec) {
        return spec.link().problems(spec.from(), spec.to());
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
                "SELECT pg_current_wal_insert_lsn() on " + spec.from() + ", after the fence",
                "waits until confirmed_flush_lsn of slot " + spec.link().slot()
                        + " has passed it, every table is ready and no worker has failed",
                "REFRESH MATERIALIZED VIEW on " + spec.to() + " of those that hold rows on " + spec.from());
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        var outcome = Tried.of(() -> new CatchUpRun(spec, attempt).run());
        if (outcome instanceof Outcome.Done) {
            Written.remember(attempt, attempt.database(spec.to()), places(spec, attempt));
        }
        return outcome;
    }

    private static List<String> places(Spec spec, Setting setting) {
        return List.of(setting.database(spec.to()).name());
    }

    /** Looking again is harmless. */
    @Override
    public Afterlife afterlife(Spec spec) {
        return Afterlife.REPEAT;
    }

    /** There is nothing to take back; but going back behind it loses what was written to the target since. */
    @Override
    public boolean undoable(Spec spec) {
        return true;
    }

    @Override
    public List<String> undoPreview(Spec spec, Setting setting) {
        return List.of("nothing: it only waited");
    }

    @Override
    public Outcome undo(Spec spec, Attempt attempt) {
        return Outcome.done("it only waited");
    }

    @Override
    public List<String> losses(Spec spec, Setting setting, Function<String, Optional<String>> remembered) {
        return Written.since(setting.database(spec.to()), places(spec, setting), remembered);
    }
}
