package dev.holdpoint.step.postgres;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code postgres.ready}: whether the databases can leave the source and the target can take them, as findings with remedies. */
public final class PostgresReady implements Check<PostgresReady.Spec> {
    public record Spec(
            @Doc(value = "the database target to move from", example = "old")
            String source,

            @Doc(value = "the database target to move to", example = "new")
            String target,

            @Doc(
                    value = "databases by name, the same on both sides; left out: the one that each target names",
                    fallback = "[]")
            List<String> databases,

            @Doc(value = "whether what the target's databases hold is to be replaced", fallback = "false")
            boolean clean,

            @Doc(
                    value = "keep: the target needs the roles that own or may use something; none: it does not",
                    fallback = "keep")
            Owners owners,

            @Doc(value = "how old the oldest transaction on the source may be", fallback = "5m")
            Duration oldest,

            @Doc(
                    value =
                            "whether logical replication is to carry what is written meanwhile: its needs are looked at too",
                    fallback = "false")
            boolean logical,

            @Doc(
                    value =
                            "the folder, relative to the run's, that dumps are to be written into: room for them is looked at too; left out: none are",
                    example = "dumps")
            @Nullable
            String dumps) {
        public Spec {
            databases = List.copyOf(databases);
        }
    }

    @Override
    public String name() {
        return "postgres.ready";
    }

    @Override
    public String says() {
        return "Looks whether the databases can leave the source and the target can take them: each finding with its remedy.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> databases(Spec spec) {
        return List.of(spec.source(), spec.target());
    }

    @Override
    public List<String> sources(Spec spec) {
        return List.of(spec.source());
    }

    @Override
    public List<String> problems(Spec spec) {
        return spec.source().equals(spec.target())
                ? List.of("source and target are both " + spec.source() + "; name two targets")
                : List.of();
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        var which = spec.databases().isEmpty() ? "the database" : String.join(", ", spec.databases());
        var lines = new ArrayList<>(
                List.of(
                        "asks the catalogues of " + spec.source() + " and " + spec.target() + " about " + which
                                + ": roles, versions, programs, space, connections, extensions, tablespaces, locales, transactions, locks, what is there",
                        "asks the target's df for free space, where it lets us: COPY … FROM PROGRAM into a temporary table, rolled back"));
        if (spec.dumps() != null) {
            lines.add("looks how much room is free here for dumps in " + spec.dumps());
        }
        return lines;
    }

    @Override
    public String label(Spec spec) {
        return "ready to move";
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        try {
            try (var look =
                    new ReadyLook(attempt.database(spec.source()), attempt.database(spec.target()), spec.databases())) {
                return evidence(spec, findings(spec, look, attempt), began);
            }
        } catch (TargetProblem unreachable) {
            return Evidence.red(label(spec), String.valueOf(unreachable.getMessage()), began);
        } catch (SQLException lost) {
            return Evidence.red(label(spec), Complaint.of(lost), began);
        }
    }

    /** One question of the list. */
    private interface Question {
        Finding ask() throws SQLException;
    }

    private record Item(String title, Question question) {}

    private static List<Item> items(Spec spec, ReadyLook look, Attempt attempt) {
        var target = attempt.database(spec.target());
        var items = new ArrayList<>(List.of(
                new Item("two servers", () -> ReadyServers.twoServers(look)),
                new Item("role", () -> ReadyServers.roles(look)),
                new Item("versions", () -> ReadyServers.versions(look)),
                new Item("programs", () -> ReadyServers.programs(look)),
                new Item("databases", () -> ReadySource.databases(look)),
                new Item("target databases", () -> ReadyPlaces.empty(look, target, spec.clean())),
                new Item("sessions on the target", () -> ReadyPlaces.sessions(look)),
                new Item("target takes writes", () -> ReadyServers.writable(look)),
                new Item("space", () -> ReadyServers.space(look)),
                new Item("connections", () -> ReadyServers.connections(look)),
                new Item("roles", () -> ReadyRoles.roles(look, spec.owners())),
                new Item("extensions", () -> ReadyTarget.extensions(look, target, spec.clean())),
                new Item("tablespaces", () -> ReadyTarget.tablespaces(look)),
                new Item("encoding and locale", () -> ReadyLocales.locales(look)),
                new Item("collation versions", () -> ReadyLocales.collations(look)),
                new Item("prepared transactions", () -> ReadySource.prepared(look)),
                new Item("oldest transaction", () -> ReadySource.oldest(look, spec.oldest())),
                new Item("locks", () -> ReadySource.locks(look)),
                new Item("unlogged tables", () -> ReadySource.unlogged(look, spec.logical())),
                new Item("large objects", () -> ReadySource.largeObjects(look, spec.logical())),
                new Item("materialized views", () -> ReadySource.views(look)),
                new Item("subscriptions", () -> ReadySource.subscriptions(look))));
        if (spec.logical()) {
            items.add(new Item("wal_level", () -> ReadyReplication.level(look)));
            items.add(new Item("replication slots", () -> ReadyReplication.slots(look)));
            items.add(new Item("replica identity", () -> ReadyReplication.identity(look)));
            items.add(new Item("row-level security", () -> ReadyReplication.rowSecurity(look)));
        }
        if (spec.dumps() != null) {
            var folder = attempt.files().toAbsolutePath().resolve(spec.dumps());
            var source = attempt.database(spec.source());
            items.add(new Item("room for the dumps", () -> ReadySource.room(look, source, folder)));
        }
        return items;
    }

    private static List<Finding> findings(Spec spec, ReadyLook look, Attempt attempt)
            throws SQLException, InterruptedException {
        var findings = new ArrayList<Finding>();
        for (var item : items(spec, look, attempt)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            findings.add(asked(item));
        }
        return findings;
    }

    /**
     * What our role may not see is not fine, nor is it wrong. Any other failure is: nobody knows what it hides.
     *
     * @throws SQLException when a server has gone, so that nothing that is left can be asked
     */
    private static Finding asked(Item item) throws SQLException {
        try {
            return item.question().ask();
        } catch (TargetProblem problem) {
            return Finding.wrong(item.title(), Trouble.line(problem), "mend that, then look again");
        } catch (SQLException failed) {
            if (Complaint.isLoss(failed)) {
                throw new SQLException(
                        "a server went away when asked about " + item.title() + ": " + Trouble.line(failed),
                        failed.getSQLState(),
                        failed);
            }
            return "42501".equals(failed.getSQLState())
                    ? Finding.unseen(item.title(), "cannot be seen: " + Trouble.line(failed), "look for yourself")
                    : Finding.wrong(item.title(), "could not be asked: " + Trouble.line(failed), "look for yourself");
        }
    }

    private Evidence evidence(Spec spec, List<Finding> findings, Instant began) {
        var wrong = titles(findings, Finding.Verdict.WRONG);
        var unseen = titles(findings, Finding.Verdict.UNSEEN);
        var fine = findings.size() - wrong.size() - unseen.size();
        var sentence = wrong.isEmpty()
                ? fine + " of " + findings.size() + " fine"
                : wrong.size() + " of " + findings.size() + " not fine: " + String.join(", ", wrong);
        var lines = findings.stream().map(Finding::toString).collect(Collectors.toList());
        return new Evidence(
                wrong.isEmpty(),
                label(spec),
                sentence + (unseen.isEmpty() ? "" : "; look yourself: " + String.join(", ", unseen)),
                began,
                lines);
    }

    private static List<String> titles(List<Finding> findings, Finding.Verdict verdict) {
        return findings.stream()
                .filter(it -> it.verdict() == verdict)
                .map(Finding::title)
                .toList();
    }
}
