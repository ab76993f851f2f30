package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The move against other ways between the same two servers, turn by turn in one run; medians of three, and the most bytes that each way
 * had in temporary files. Run by {@code scripts/bench postgres-move}, {@code postgres-pgcopydb}, {@code postgres-huge} and, for the proof
 * of a move against the move, {@code postgres-same}; a number
 * after the name is the megabytes of rows to take instead.
 */
public final class MoveBench {
    private static final int ROUNDS = 3;
    /** The seven databases of the rehearsal: what the shipped checklist is about, in the variety that a service has. */
    private static final Path SEVEN = Path.of("checklists/rehearsal/pod-databases.yml");
    /** What the fixture makes by itself, in megabytes of rows. */
    private static final int FIXTURE_MEGABYTES = 200;

    private final MoveServers servers;
    private final Path folder;

    private MoveBench(MoveServers servers, Path folder) {
        this.servers = servers;
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        var huge = args[0].equals("huge");
        var megabytes = args.length > 1 ? Integer.parseInt(args[1]) : huge ? 2000 : 950;
        var folder = Files.createTempDirectory("holdpoint-bench");
        try (var servers = MoveServers.stock()) {
            new MoveBench(servers, folder).run(args[0], megabytes);
        } finally {
            delete(folder);
        }
    }

    private void run(String rival, int megabytes) throws Exception {
        List<String> names;
        if (rival.equals("huge")) {
            names = List.of("huge");
            fill("huge", megabytes * 1_000_000L / 400);
        } else {
            names = seven(megabytes);
        }
        var rows = names.stream()
                .mapToLong(it -> Long.parseLong(MoveServers.ask(
                                servers.source(it),
                                "select sum(pg_table_size(oid)) from pg_class where relkind = 'r' and (relnamespace = 'public'::regnamespace or relname = 'pg_largeobject')")
                        .getFirst()))
                .sum();
        System.out.println(Amount.count(names.size(), "database") + ", " + Amount.bytes(rows) + " of rows; "
                + Runtime.getRuntime().availableProcessors() + " cores");
        if (rival.equals("same")) {
            proof(names);
            return;
        }
        var ours = new ArrayList<Measure>();
        var theirs = new ArrayList<Measure>();
        for (var round = 1; round <= ROUNDS; round++) {
            theirs.add(measure(rival, names, () -> rival(rival, names)));
            ours.add(measure("postgres.move", names, () -> move(names)));
        }
        report(rival, theirs, ours);
    }

    private static void report(String rival, List<Measure> theirs, List<Measure> ours) {
        System.out.printf(
                Locale.ROOT,
                "%-14s median %.1f s, temporary disk %s%n%-14s median %.1f s, temporary disk %s%nratio          %.2f x faster%n",
                rival,
                median(theirs),
                Amount.bytes(most(theirs)),
                "postgres.move",
                median(ours),
                Amount.bytes(most(ours)),
                median(theirs) / median(ours));
    }

    /** The proof against the move that it proves, turn by turn. */
    private void proof(List<String> names) throws Exception {
        var moves = new ArrayList<Measure>();
        var proofs = new ArrayList<Measure>();
        for (var round = 1; round <= ROUNDS; round++) {
            moves.add(measure("postgres.move", names, () -> move(names)));
            var began = System.nanoTime();
            var evidence = same(names);
            proofs.add(new Measure((System.nanoTime() - began) / 1e9, 0));
            System.out.printf(
                    Locale.ROOT,
                    "  %-14s %6.1f s  %s%n",
                    "postgres.same",
                    proofs.getLast().seconds(),
                    evidence.sentence());
        }
        System.out.printf(
                Locale.ROOT,
                "%-14s median %.1f s%n%-14s median %.1f s%nratio          %.2f x of the move%n",
                "postgres.move",
                median(moves),
                "postgres.same",
                median(proofs),
                median(proofs) / median(moves));
    }

    private Evidence same(List<String> names) throws InterruptedException {
        var attempt = new FakeAttempt();
        attempt.databases.putAll(servers.targets());
        var evidence = new PostgresSame()
                .observe(new PostgresSame.Spec("old", "new", names, 4, List.of(), Owners.KEEP), attempt);
        if (!evidence.green()) {
            throw new IllegalStateException(evidence.sentence() + "\n" + String.join("\n", evidence.details()));
        }
        return evidence;
    }

    /** Rows of every table, and large objects. */
    private static final String COUNT = """
            select relname || ' ' || (xpath('/row/count/text()', query_to_xml(format('select count(*) from %s', oid::regclass), false, true, '')))[1]
            from pg_class where relkind in ('r', 'm') and relnamespace = 'public'::regnamespace
            union all select 'large objects ' || count(*) from pg_largeobject_metadata order by 1""";

    private record Measure(double seconds, long temporary) {}

    private interface Way {
        void go() throws Exception;
    }

    /** Targets stand created and empty before each, as the guide wants them. */
    private Measure measure(String what, List<String> names, Way way) throws Exception {
        for (var name : names) {
            MoveServers.sql(servers.target("postgres"), "drop database if exists " + name);
            MoveServers.sql(servers.target("postgres"), "create database " + name + " template template0");
        }
        MoveServers.sql(servers.target("postgres"), "checkpoint");
        MoveServers.sql(servers.source("postgres"), "checkpoint");
        delete(folder);
        Files.createDirectories(folder.resolve("tmp"));
        var meter = new Meter(folder);
        var began = System.nanoTime();
        way.go();
        var took = new Measure((System.nanoTime() - began) / 1e9, meter.stop());
        for (var name : names) {
            if (!MoveServers.ask(servers.source(name), COUNT).equals(MoveServers.ask(servers.target(name), COUNT))) {
                throw new IllegalStateException(what + " did not bring all of " + name);
            }
        }
        System.out.printf(Locale.ROOT, "  %-14s %6.1f s%n", what, took.seconds());
        return took;
    }

    private void move(List<String> names) throws InterruptedException {
        var attempt = new JobAttempt(folder, servers.targets());
        var spec = new Move.Spec("old", "new", names, null, false, Owners.KEEP, null);
        var outcome = new Move().run(spec, attempt);
        if (!(outcome instanceof Outcome.Done)) {
            throw new IllegalStateException(outcome + "\n" + String.join("\n", attempt.output));
        }
    }

    private void rival(String rival, List<String> names) throws Exception {
        switch (rival) {
            case "guide" -> shell("""
                    set -e
                    for db in "$@"; do
                      pg_dump -h 127.0.0.1 -p $OLD -U postgres -d $db -F t -f $TMPDIR/$db.sql.tar
                      pg_restore -h 127.0.0.1 -p $NEW -U postgres -d $db -F t $TMPDIR/$db.sql.tar
                    done""", names);
            case "pgcopydb" -> shell("""
                    clone() {
                      pgcopydb clone --dir $TMPDIR/$1 --source "postgres://postgres@127.0.0.1:$OLD/$1" \\
                        --target "postgres://postgres@127.0.0.1:$NEW/$1" >$TMPDIR/$1.log 2>&1 || exit 255
                    }
                    if [ "$1" = --one ]; then clone "$2"; else printf '%s\\n' "$@" | xargs -P 2 -n 1 sh "$0" --one; fi""", names);
            case "huge" ->
                shell(
                        "set -e; pg_dump -h 127.0.0.1 -p $OLD -U postgres -Fc $1 | pg_restore -h 127.0.0.1 -p $NEW -U postgres -d $1",
                        names);
            default -> throw new IllegalArgumentException("no rival is called " + rival + "; guide, pgcopydb or huge");
        }
    }

    private void shell(String text, List<String> names) throws IOException, InterruptedException {
        var script = folder.resolve("rival.sh");
        Files.writeString(script, text);
        var command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(names);
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment()
                .putAll(Map.of(
                        "OLD", Integer.toString(servers.old.getPort()),
                        "NEW", Integer.toString(servers.fresh.getPort()),
                        "TMPDIR", folder.resolve("tmp").toString()));
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException("the other way failed");
        }
    }

    /** Fills the source from the fixture, scaled; returns the names. */
    private List<String> seven(int megabytes) throws IOException {
        var fixture = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(SEVEN));
        var old = (Map<?, ?>) ((Map<?, ?>) fixture.get("servers")).get("old");
        for (var server : List.of(servers.source("postgres"), servers.target("postgres"))) {
            MoveServers.sql(server, (String) old.get("roles"));
        }
        var names = new ArrayList<String>();
        ((Map<?, ?>) old.get("databases")).forEach((name, data) -> {
            var of = (Map<?, ?>) data;
            var size = (Integer) of.get("megabytes") * megabytes / FIXTURE_MEGABYTES;
            MoveServers.sql(servers.source("postgres"), "create database " + name);
            MoveServers.sql(
                    servers.source((String) name),
                    "set lab.megabytes = " + Math.max(1, size),
                    grown((String) of.get("sql")),
                    "vacuum analyze");
            names.add((String) name);
        });
        return names;
    }

    /** More rows reach beyond the last partition: it takes them. */
    private static String grown(String sql) {
        return sql.replace("TO ('2017-10-01 00:00Z')", "TO ('2099-01-01 00:00Z')");
    }

    /** Rows of about 400 bytes with what they bring along, and three indexes. */
    private void fill(String name, long rows) {
        MoveServers.sql(servers.source("postgres"), "create database " + name);
        MoveServers.sql(
                servers.source(name),
                "create table events (id bigint primary key, at timestamptz not null, kind int not null, amount numeric(12, 2), body text)",
                "insert into events select i, timestamptz '2020-01-01' + i * interval '7 seconds', (i::bigint * 7919) % 1000, (i % 1000000) / 100.0,"
                        + " (select string_agg(md5((i::bigint * 10 + j)::text), ' ') from generate_series(1, 10) j) from generate_series(1, "
                        + rows + ") i",
                "create index events_at on events (at)",
                "create index events_kind on events (kind, amount)",
                "create table notes (id serial primary key, event bigint references events, body text)",
                "insert into notes (event, body) select 1 + i % " + rows + ", 'note ' || i from generate_series(1, "
                        + rows / 10 + ") i",
                "vacuum analyze");
    }

    private static double median(List<Measure> of) {
        return of.stream()
                .mapToDouble(Measure::seconds)
                .sorted()
                .skip(of.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static long most(List<Measure> of) {
        return of.stream().mapToLong(Measure::temporary).max().orElse(0);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (var files = Files.walk(folder)) {
                for (var each : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    /** Looks ten times a second how many bytes of files lie in a folder; what jobs print does not count. */
    private static final class Meter {
        private final Path folder;
        private final Thread thread;
        private volatile long most;

        Meter(Path folder) {
            this.folder = folder;
            thread = Thread.ofVirtual().start(this::look);
        }

        private void look() {
            try {
                while (true) {
                    most = Math.max(most, bytes());
                    Thread.sleep(100);
                }
            } catch (InterruptedException _) {
                most = Math.max(most, bytes());
            }
        }

        private long bytes() {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.filter(it -> !folder.relativize(it).toString().startsWith("jobs-"))
                        .filter(it -> !it.endsWith("rival.sh"))
                        .filter(Files::isRegularFile)
                        .mapToLong(it -> it.toFile().length())
                        .sum();
            } catch (IOException | UncheckedIOException gone) {
                return 0;
            }
        }

        long stop() throws InterruptedException {
            thread.interrupt();
            thread.join();
            return most;
        }
    }
}
