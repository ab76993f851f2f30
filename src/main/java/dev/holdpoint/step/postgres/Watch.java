package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Progress;
import dev.holdpoint.step.postgres.Fleet.Voyage;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks at both servers while databases move and tells the attempt how far they are. It only looks: where a server does not answer it
 * goes on with what the programs say, since their end and not ours decides.
 */
final class Watch implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(700);

    private final Collection<Voyage> voyages;
    private final Attempt attempt;
    private final Rate rate = new Rate();
    private final Thread thread;

    /** Where to look. May have to be found out first, which may fail as any look may. */
    interface Where {
        Database database() throws SQLException;
    }

    Watch(Where from, Where to, Collection<Voyage> voyages, Attempt attempt) {
        this.voyages = List.copyOf(voyages);
        this.attempt = attempt;
        thread = Thread.ofVirtual().name("postgres progress").start(() -> look(from, to));
    }

    private void look(Where from, Where to) {
        while (!Thread.currentThread().isInterrupted()) {
            try (var source = Login.open(from.database(), "holdpoint progress");
                    var target = Login.open(to.database(), "holdpoint progress")) {
                while (!Thread.currentThread().isInterrupted()) {
                    tell(Pulse.take(source, target));
                    Thread.sleep(PAUSE);
                }
            } catch (SQLException | TargetProblem _) {
                tell(Pulse.NONE);
                if (interruptedWhileWaiting()) {
                    return;
                }
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private static boolean interruptedWhileWaiting() {
        try {
            Thread.sleep(PAUSE.multipliedBy(3));
            return false;
        } catch (InterruptedException _) {
            return true;
        }
    }

    private void tell(Pulse pulse) {
        voyages.forEach(it -> it.course().see(pulse));
        attempt.progress(progress(voyages, pulse, rate, attempt.clock().millis()));
    }

    /** @param now milliseconds of any clock that only goes on */
    static Progress progress(Collection<Voyage> voyages, Pulse pulse, Rate rate, long now) {
        var total = voyages.stream().mapToLong(it -> it.census().bytes()).sum();
        var arrived = voyages.stream().mapToLong(it -> it.course().arrived()).sum();
        rate.add(now, arrived);
        var underway = voyages.stream().filter(Watch::underway).toList();
        var parts = Stream.concat(underway.stream(), voyages.stream().filter(it -> !underway.contains(it)))
                .map(Watch::part)
                .toList();
        var fraction = total == 0 ? -1 : Math.min(1, (double) arrived / total);
        return new Progress(fraction, rate.left(total - arrived), says(underway, pulse, rate), parts);
    }

    private static boolean underway(Voyage voyage) {
        return !voyage.course().over() && !voyage.course().says().equals("starting");
    }

    private static Progress.Part part(Voyage voyage) {
        return new Progress.Part(
                voyage.census().database(),
                voyage.course().fraction(),
                size(voyage) + voyage.course().says());
    }

    private static String size(Voyage voyage) {
        return Amount.bytes(voyage.course().arrived()) + " of "
                + Amount.bytes(voyage.census().bytes()) + "   ";
    }

    private static String says(List<Voyage> underway, Pulse pulse, Rate rate) {
        var said = new ArrayList<String>();
        pulse.hindrances().forEach(it -> said.add(it.database() + " " + it.says()));
        if (said.isEmpty()) {
            underway.forEach(
                    it -> said.add(it.census().database() + ": " + it.course().says()));
        }
        var speed = rate.perSecond();
        return String.join(" · ", said) + (speed > 0 ? "   " + Amount.bytes(Math.round(speed)) + "/s" : "");
    }

    /** Ends the looking; the last progress stays. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
