package dev.holdpoint.step.postgres;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Danger;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.database.Login;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code postgres.unsubscribe}: target and source have nothing to do with each other any more; looks that nothing is left. */
public final class Unsubscribe implements Action<Unsubscribe.Spec> {
    private static final String APPLICATION = "holdpoint unsubscribe";

    public record Spec(
            @Doc(value = "the database target that was published", example = "old")
            String from,

            @Doc(value = "the database target that followed it", example = "new")
            String to,

            @Doc(value = "as in postgres.publish", example = "shop")
            String name) {
        Link link() {
            return new Link(name);
        }
    }

    @Override
    public String name() {
        return "postgres.unsubscribe";
    }

    @Override
    public String says() {
        return "Drops subscription, slot and publication of a hot move and looks that all three are gone; always a hold point.";
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
                String.join("; ", spec.link().unsubscribing()) + " on " + spec.to(),
                "SELECT pg_drop_replication_slot('" + spec.link().slot() + "') on " + spec.from()
                        + ", and the slots of copies that were under way",
                "DROP PUBLICATION " + spec.link().quoted() + " on " + spec.from());
    }

    @Override
    public boolean mayBeDangerous() {
        return true;
    }

    @Override
    public Optional<Danger> danger(Spec spec) {
        return Optional.of(new Danger(
                "From here on nothing that is written to " + spec.from() + " reaches " + spec.to()
                        + ", and only a new copy ties them together again.",
                spec.name()));
    }

    /** What is gone already is not dropped again. */
    @Override
    public Afterlife afterlife(Spec spec) {
        return Afterlife.REPEAT;
    }

    @Override
    public List<String> closes(Spec spec) {
        return List.of(spec.link().published(), spec.link().subscribed());
    }

    @Override
    public Outcome run(Spec spec, Attempt attempt) throws InterruptedException {
        return Tried.of(() -> {
            var unlink = new Unlink(attempt, spec.link());
            unlink.subscription(attempt.database(spec.to()));
            unlink.slots(attempt.database(spec.from()));
            try (var source = Login.open(attempt.database(spec.from()), APPLICATION)) {
                Query.run(source, "DROP PUBLICATION IF EXISTS " + spec.link().quoted());
            }
            return proof(spec, attempt);
        });
    }

    private static Outcome proof(Spec spec, Attempt attempt) throws SQLException {
        var left = new ArrayList<String>();
        try (var source = Login.open(attempt.database(spec.from()), APPLICATION);
                var target = Login.open(attempt.database(spec.to()), APPLICATION)) {
            if (Query.yes(target, Link.SUBSCRIPTION, spec.name())) {
                left.add("the subscription on " + spec.to());
            }
            if (Query.yes(source, Link.SLOT, spec.link().slot())) {
                left.add("the slot on " + spec.from());
            }
            if (Query.yes(source, Link.PUBLICATION, spec.name())) {
                left.add("the publication on " + spec.from());
            }
        }
        return left.isEmpty()
                ? Outcome.done("subscription, slot and publication " + spec.name() + " are gone")
                : Outcome.failed(
                        "still there: " + String.join(", ", left), "somebody has made it anew: see who, then retry");
    }
}
