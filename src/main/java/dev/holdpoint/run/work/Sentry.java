package dev.holdpoint.run.work;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.PutBack;
import dev.holdpoint.step.Script;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.JobCommand;
import dev.holdpoint.target.host.Jobs;
import dev.holdpoint.target.host.Scripts;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The guard on a step's host ({@code guard.sh}), as it is seen from here. It is a job of its own: started before the step does anything,
 * attached to by whoever comes back, and its host alone knows what it did.
 */
final class Sentry implements AutoCloseable {
    /** The name of its job in the step's attempt. No kind has a job that is called so. */
    static final String JOB = "guard";

    private static final String GUARD = Scripts.load(Sentry.class, "guard.sh");
    private static final String ASK = Scripts.load(Sentry.class, "guarded.sh");
    private static final Duration AGAIN = Duration.ofMillis(200);

    /** Before anything of the step in one and the same command: what has been put back is not done after that. */
    private static final String UNLESS_BACK =
            "if [ -s \"$HP_GUARD/verdict\" ] && read -r hp_verdict <\"$HP_GUARD/verdict\""
                    + " && [ \"$hp_verdict\" = back ]; then echo 'the host has put the old state back' >&2; exit 75; fi; ";

    private final Attempt attempt;
    private final Grounds grounds;
    private final Host host;
    private final String directory;
    private final String home;
    private final CompletableFuture<Ended> end = new CompletableFuture<>();
    private final Thread thread;

    /** Starts it, or attaches to it where it was started before. */
    Sentry(Attempt attempt, Grounds grounds, Host host, String name, Duration time, PutBack back)
            throws IOException, InterruptedException {
        this.attempt = attempt;
        this.grounds = grounds;
        this.host = host;
        this.directory = grounds.directory(host) + "/" + name + "." + JOB;
        this.home = grounds.folder(host);
        var environment = new HashMap<>(back.environment());
        environment.put("HP_GUARD", directory);
        environment.put("HP_OTHERS", grounds.directory(host) + "/" + name);
        environment.put("HP_HOME", home);
        environment.put("HP_SECONDS", Long.toString(time.toSeconds()));
        environment.put("HP_PROTOCOL", Jobs.protocol());
        environment.put("HP_NOTE", back.note());
        environment.put("HP_PARTS", Integer.toString(back.parts().size()));
        for (int part = 1; part <= back.parts().size(); part++) {
            environment.put("HP_PART" + part, back.parts().get(part - 1));
        }
        var script = Script.of(GUARD, environment);
        thread = Thread.ofVirtual().name("guard of " + name).start(() -> follow(script));
    }

    private void follow(Script script) {
        try {
            end.complete(attempt.job(host.target(), JOB, script, Attempt.UNWATCHED));
        } catch (InterruptedException | RuntimeException e) {
            end.completeExceptionally(e);
        }
    }

    /** What it says: how long it still waits, and what it has decided. */
    record Word(Map<String, String> said) {
        boolean counts() {
            return said.containsKey("hp_left");
        }

        Duration left() {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(said.getOrDefault("hp_left", "0"))));
        }

        boolean confirmed() {
            return said.getOrDefault("hp_verdict", "").equals("confirmed");
        }

        /** Its folder is gone, or another machine answers there. */
        boolean absent() {
            return said.containsKey("hp_absent");
        }

        boolean back() {
            return said.getOrDefault("hp_verdict", "").equals("back");
        }

        Optional<Long> at() {
            return Optional.ofNullable(said.get("hp_at"))
                    .filter(it -> it.matches("\\d{1,18}"))
                    .map(Long::valueOf);
        }
    }

    /** The script does nothing once the old state is back. */
    static Script unlessBack(Script script, String directory) {
        var environment = new HashMap<>(script.environment());
        environment.put("HP_GUARD", directory);
        return new Script(UNLESS_BACK + script.text(), environment, script.tty());
    }

    String directory() {
        return directory;
    }

    /** Waits until it counts, or until it has ended. */
    Optional<Word> counting() throws InterruptedException {
        while (!end.isDone()) {
            var word = ask("");
            if (word.filter(Word::counts).isPresent()) {
                return word;
            }
            ended(AGAIN);
        }
        return Optional.empty();
    }

    /** Has it put the old state back at once. Where it cannot be told, it does so by itself when its time is over. */
    void backNow() throws InterruptedException {
        var _ = ask("now");
    }

    /** What it says now; empty where the host does not answer. */
    Optional<Word> ask(String say) throws InterruptedException {
        try {
            return Optional.of(heard(grounds.ways().capture(host, asking(say)).output()));
        } catch (IOException | TargetProblem away) {
            return Optional.empty();
        }
    }

    /**
     * Confirms over a connection that is opened for it.
     *
     * @throws IOException where none can be opened, with the reason
     */
    Word confirm() throws IOException, InterruptedException {
        return heard(grounds.ways().captureAnew(host, asking("confirm")).output());
    }

    private JobCommand asking(String say) {
        return JobCommand.shell(ASK).in(home).with(Map.of("HP_GUARD", directory, "HP_SAY", say));
    }

    private static Word heard(String output) {
        var said = new HashMap<String, String>();
        output.lines().filter(it -> it.startsWith("hp_")).forEach(it -> {
            int at = it.indexOf('=');
            said.put(it.substring(0, Math.max(0, at)), it.substring(at + 1).strip());
        });
        return new Word(said);
    }

    /** True once it has ended; waits for that so long at most. */
    boolean ended(Duration most) throws InterruptedException {
        try {
            end.get(most.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException broken) {
            return true;
        } catch (TimeoutException still) {
            return false;
        }
    }

    /**
     * How it ended, as soon as that is known.
     *
     * @throws RuntimeException why it could not be begun
     */
    Ended end() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException broken) {
            throw broken.getCause() instanceof RuntimeException problem ? problem : new IllegalStateException(broken);
        }
    }

    /** Lets go of it; it goes on. */
    @Override
    public void close() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}
