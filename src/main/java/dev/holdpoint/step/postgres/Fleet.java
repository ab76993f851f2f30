package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Script;
import dev.holdpoint.step.SideBySide;
import dev.holdpoint.target.TargetProblem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Databases under way side by side, those first that will take longest. Where one fails, those under way go on to their end and no other
 * begins; the outcome names the failures, how far they came, and what was not begun. After a return of the program those that are under
 * way are followed whatever else fails.
 */
final class Fleet {
    private final Attempt attempt;
    private final List<Voyage> voyages;
    private final String verb;
    private final Memory memory;
    private final Map<String, String> failures = new ConcurrentHashMap<>();

    /**
     * One database under way.
     *
     * @param number from 1, as the step names it: the same after a restart
     * @param place its name where the lines of its job are about, see {@link MoveText#BOTH_ENDS}
     */
    record Voyage(int number, Census census, String place, Course course) {
        Voyage(int number, Census census, String place) {
            this(number, census, place, new Course(census, place));
        }

        String name() {
            return census.database();
        }
    }

    /** @param verb what is done to them, for the outcome: "moved" */
    Fleet(Attempt attempt, Memory memory, List<Voyage> voyages, String verb) {
        this.attempt = attempt;
        this.voyages = List.copyOf(voyages);
        this.verb = verb;
        this.memory = memory;
    }

    /** What is done to one database. */
    interface Task {
        void run(Voyage voyage) throws SQLException, InterruptedException, Refused;
    }

    /**
     * Does it to all of them.
     *
     * @param source where rows are counted: any database of that server
     * @param target where indexes are built: any database of that server
     * @param ahead done to one after the other in the same order, while others are under way; may fall behind, and is waited for
     */
    Outcome sail(int atOnce, Watch.Where source, Watch.Where target, Task ahead, Task task)
            throws InterruptedException {
        var began = attempt.clock().instant();
        var order = voyages.stream()
                .sorted(Comparator.comparingLong((Voyage it) -> it.census().effort())
                        .reversed())
                .map(it -> new Turn(it, memory.underway(it.name())))
                .sorted(Comparator.comparing(it -> !it.underway()))
                .toList();
        try (var watch = new Watch(source, target, voyages, attempt);
                var pioneer = new SideBySide(1);
                var lanes = new SideBySide(atOnce)) {
            order.forEach(it -> pioneer.add(() -> goAhead(it, ahead)));
            order.forEach(it -> lanes.add(() -> sail(it, task)));
            lanes.await();
        }
        return outcome(Duration.between(began, attempt.clock().instant()));
    }

    /**
     * A voyage and whether what goes ahead of it was done: counted down in any case, so that nobody waits for ever.
     *
     * @param underway its job may be running, since before the program died
     */
    private record Turn(Voyage voyage, boolean underway, CountDownLatch wentAhead, AtomicBoolean well) {
        Turn(Voyage voyage, boolean underway) {
            this(voyage, underway, new CountDownLatch(1), new AtomicBoolean(underway));
        }
    }

    private void goAhead(Turn turn, Task ahead) throws InterruptedException {
        try {
            if (!turn.underway() && failures.isEmpty()) {
                turn.well().set(attempted(turn.voyage(), ahead));
            }
        } finally {
            turn.wentAhead().countDown();
        }
    }

    private void sail(Turn turn, Task task) throws InterruptedException {
        if (!turn.underway() && !failures.isEmpty()) {
            return;
        }
        turn.wentAhead().await();
        if (turn.well().get() && attempted(turn.voyage(), task)) {
            turn.voyage().course().end();
        }
    }

    /** @return false where it failed, which is then among the failures */
    private boolean attempted(Voyage voyage, Task task) throws InterruptedException {
        try {
            task.run(voyage);
            return true;
        } catch (TargetProblem | SQLException | Refused failed) {
            failures.put(voyage.name(), Trouble.line(failed));
            return false;
        }
    }

    /** The text of a job, made when it is certain that the job has to be started. */
    interface Text {
        Script script() throws SQLException, InterruptedException;
    }

    /**
     * Starts or follows a job of this database to its end. A job that runs already is followed without asking anybody anything.
     *
     * @param kind the first word of its name
     * @throws Refused where it did not end well or any of its programs complained
     */
    void follow(String kind, Voyage voyage, Text text) throws SQLException, InterruptedException, Refused {
        var trouble = new Trouble();
        var prefix = voyage.place() + ": ";
        var ended = job(job(kind, voyage), voyage, text, line -> {
            var said = line.startsWith(prefix) ? line.substring(prefix.length()) : line;
            trouble.hear(said);
            voyage.course().hear(said);
        });
        if (!ended.fine() || trouble.says().isPresent()) {
            throw new Refused(trouble.says().orElse(words(ended)));
        }
    }

    private Ended job(String name, Voyage voyage, Text text, Consumer<String> watcher)
            throws SQLException, InterruptedException {
        if (attempt.resumed()) {
            var running = attempt.attach(name, watcher);
            if (running.isPresent()) {
                return running.get();
            }
        }
        var script = text.script();
        memory.begun(voyage.name());
        return attempt.job(name, script, watcher);
    }

    /** Lower case, unique by its number, the same after a restart. */
    private static String job(String kind, Voyage voyage) {
        var slug = voyage.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return kind + "-" + voyage.number()
                + (slug.isEmpty() ? "" : "-" + slug.substring(0, Math.min(40, slug.length())));
    }

    private static String words(Ended ended) {
        return switch (ended) {
            case Ended.Exited(int status) -> "its job ended with status " + status + ", see the output";
            case Ended.Lost(String reason) -> "its job was lost: " + reason;
        };
    }

    private Outcome outcome(Duration took) throws InterruptedException {
        var count = Amount.count(voyages.size(), "database");
        if (failures.isEmpty()) {
            for (var voyage : voyages) {
                memory.complete(voyage.name());
            }
            var bytes = voyages.stream().mapToLong(it -> it.census().bytes()).sum();
            return Outcome.done(
                    count + (bytes == 0 ? "" : ", " + Amount.bytes(bytes)) + " " + verb + " in " + Amount.time(took));
        }
        var reasons = new ArrayList<String>();
        var waiting = new ArrayList<String>();
        for (var voyage : voyages) {
            var failure = failures.get(voyage.name());
            if (failure != null) {
                reasons.add(voyage.name() + cameTo(voyage) + ": " + failure);
            } else if (!voyage.course().over()) {
                waiting.add(voyage.name());
            }
        }
        var done = voyages.size() - reasons.size() - waiting.size();
        var first = String.join("; ", reasons);
        return Outcome.failed(
                first + " (" + done + " of " + count + " " + verb
                        + (waiting.isEmpty() ? "" : ", not begun: " + String.join(", ", waiting)) + ")",
                Trouble.remedy(first));
    }

    private static String cameTo(Voyage voyage) {
        return voyage.census().bytes() == 0
                ? ""
                : " came to " + Amount.percent(voyage.course().fraction());
    }

    /** A database that could not be brought through, in one line. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String says) {
            super(says);
        }
    }
}
