package dev.holdpoint.pair;

import dev.holdpoint.run.Approvals;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunFeed;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One conversation at a run's door, on a thread of its own: looks at hold points and approves them, or watches the run. */
final class Guest {
    /** As long as somebody reads what they are asked to approve. */
    private static final Duration READING = Duration.ofMinutes(15);

    private static final Duration WRITING = Duration.ofSeconds(5);
    private static final Duration DECIDING = Duration.ofSeconds(30);
    private static final RunFeed.Listener NOBODY = new RunFeed.Listener() {
        @Override
        public void changed(Run run, List<Event> events) {}

        @Override
        public void moved(String step) {}
    };

    private final int fd;
    private final String name;
    private final boolean reviewer;
    private final boolean own;
    private final Host host;
    private final Consumer<Guest> gone;
    private volatile boolean watches;

    /**
     * @param reviewer whether the guest may approve
     * @param own whether it is the user whose run it is
     */
    Guest(int fd, String name, boolean reviewer, boolean own, Host host, Consumer<Guest> gone) {
        this.fd = fd;
        this.name = name;
        this.reviewer = reviewer;
        this.own = own;
        this.host = host;
        this.gone = gone;
    }

    void start() {
        Thread.ofPlatform().name("guest " + name).daemon().start(this::run);
    }

    /** From any thread. */
    void showOut() {
        Kernel.shutdown(fd);
    }

    String name() {
        return name;
    }

    /** Has come to watch, and not only to approve. */
    boolean watches() {
        return watches;
    }

    private void run() {
        try {
            talk(new Wire(into -> Kernel.receive(fd, into), Wire.GUEST));
        } catch (IOException | RuntimeException e) {
            // Whatever it was that they sent or did not read: the conversation is over, and nothing else happens.
            return;
        } finally {
            gone.accept(this);
            Kernel.shutdown(fd);
            Kernel.close(fd);
        }
    }

    private void talk(Wire wire) throws IOException {
        tell(Wire.line("welcome", Map.of()));
        for (var asked = wire.next(); asked != null; asked = wire.next()) {
            switch (asked.is()) {
                case "attach" -> {
                    Kernel.patience(fd, Duration.ZERO, WRITING);
                    watches = true;
                    new Watch(fd, name, host).with(wire);
                    return;
                }
                case "look" -> tell(look(asked.text("step")));
                case "approve" -> tell(approve(asked.text("step"), asked.text("digest")));
                case "take-over" -> tell(handOver(asked.number("pid")));
                default -> throw new IOException("asks for " + asked.is());
            }
            Kernel.patience(fd, READING, WRITING);
        }
    }

    private void tell(byte[] line) throws IOException {
        Kernel.send(fd, line);
    }

    private Run now() {
        var run = host.feed().follow(NOBODY);
        host.feed().forget(NOBODY);
        return run;
    }

    private byte[] look(String step) {
        var run = now();
        var stop = run.plan().find(step);
        if (stop == null) {
            return answer(false, "there is no step " + step);
        }
        if (stop.hold().approvals() == 0) {
            return answer(false, step + " asks for no approvals");
        }
        return Wire.line("look", seen(run, stop, run.approvals(stop)));
    }

    private Map<String, Object> seen(Run run, Plan.Stop stop, Approvals approvals) {
        return Map.of(
                "driver",
                run.driver(),
                "you",
                name,
                "checklist",
                run.plan().checklist().title(),
                "step",
                stop.id(),
                "number",
                stop.hold().approvals(),
                "given",
                approvals.given().stream().map(Approvals.Approval::by).toList(),
                "covers",
                approvals.covers(),
                "digest",
                approvals.digest());
    }

    private byte[] approve(String step, String digest) {
        if (!reviewer) {
            return answer(false, noReviewer());
        }
        var said = host.approver().approve(new Intent.ApproveHold(step, name, Approvals.How.SESSION, digest));
        try {
            return switch (said.get(DECIDING.toMillis(), TimeUnit.MILLISECONDS)) {
                case Decision.Refusal(String reason) -> answer(false, reason);
                case Decision.Events ignored -> answer(true, name + " has approved " + step);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return answer(false, "the run is ending");
        } catch (ExecutionException | TimeoutException e) {
            return answer(false, "the run does not answer");
        }
    }

    private String noReviewer() {
        try {
            host.reviewers().names();
            return name + " is no reviewer: " + host.reviewers().file() + " names them";
        } catch (IOException doesNotCount) {
            return String.valueOf(doesNotCount.getMessage());
        }
    }

    private byte[] handOver(long pid) {
        if (pid != ProcessHandle.current().pid()) {
            return answer(false, "another run of that name has its socket here");
        }
        if (!own) {
            return answer(false, "only the user whose run it is takes it over");
        }
        try {
            return switch (host.handOver().ask()) {
                case Decision.Refusal(String reason) -> answer(false, reason);
                case Decision.Events ignored -> answer(true, "it is yours");
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return answer(false, "the run is ending");
        }
    }

    private static byte[] answer(boolean accepted, String says) {
        return Wire.line("answer", Map.<String, @Nullable Object>of("accepted", accepted, "says", says));
    }
}
