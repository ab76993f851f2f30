package dev.holdpoint.run;

import dev.holdpoint.run.Event.ItemClosed;
import dev.holdpoint.run.Event.ItemHandedOver;
import dev.holdpoint.run.Event.ItemOpened;
import dev.holdpoint.run.Event.ItemSensing;
import dev.holdpoint.run.Event.ItemStaysOpen;
import dev.holdpoint.step.Opening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of open items. What a step opens is open from its start; it is closed by what was seen, and where nobody can see it, by a
 * word that the journal keeps as no more than a word; a run that is to finish has none left but those that somebody has taken over.
 */
public final class Items {
    private static final String BY_STEP = "step ";

    private Items() {}

    /** Whether that is how to close an item by a step, which nobody can start once the run is over. */
    public static boolean byStep(String howToClose) {
        return howToClose.startsWith(BY_STEP);
    }

    /** What a start opens; an author may name what the kind opens by itself: it is one item. */
    static List<Event> opening(Run run, Plan.Stop stop) {
        return Starts.opened(stop).stream()
                .filter(it -> !run.openItems().containsKey(it))
                .<Event>map(it -> new ItemOpened(stop.id(), it, howToClose(run.plan(), stop, it)))
                .toList();
    }

    /** The steps that close it, else what its kind says; null where nobody knows. */
    private static @Nullable String howToClose(Plan plan, Plan.Stop opener, String item) {
        var closers = closers(plan, item).stream().map(Plan.Stop::id).collect(Collectors.joining(", "));
        return closers.isEmpty() ? kindsWord(opener, item).map(Opening::close).orElse(null) : BY_STEP + closers;
    }

    static List<Plan.Stop> closers(Plan plan, String item) {
        return plan.stops().stream()
                .filter(it -> Endings.closed(it).contains(item))
                .toList();
    }

    private static Optional<Opening> kindsWord(Plan.Stop opener, String item) {
        return opener.traits().opens().stream()
                .filter(it -> it.item().equals(item))
                .findFirst();
    }

    private static boolean visible(Run run, OpenItem item) {
        var opener = run.plan().find(item.step());
        return opener != null
                && kindsWord(opener, item.name()).map(Opening::visible).orElse(false);
    }

    /** How it is closed as things stand, one sentence: by a step that is still to do, by what its kind says, else by a person. */
    public static String howToClose(Run run, OpenItem item) {
        var waiting = closers(run.plan(), item.name()).stream()
                .filter(it -> !run.status(it).state().settled())
                .map(Plan.Stop::id)
                .toList();
        if (!waiting.isEmpty() && !run.over()) {
            return BY_STEP + String.join(", ", waiting);
        }
        var says = outside(run.plan(), item);
        return says.isEmpty()
                ? ":close " + item.name() + " and how it was closed"
                : says + ", then :close " + item.name();
    }

    /** What its kind says of closing it without any step; empty where it says nothing. */
    public static String outside(Plan plan, OpenItem item) {
        var opener = plan.find(item.step());
        return opener == null
                ? ""
                : kindsWord(opener, item.name()).map(Opening::close).orElse("");
    }

    /**
     * A step's end closes what it was there to close. Where it has not verified and the item's kind can look, the kind is asked.
     *
     * @param items those to close; such as are not open change nothing
     * @param by who says so where a person does
     */
    static List<Event> closedBy(
            Run run,
            Plan.Stop stop,
            List<String> items,
            @Nullable String by,
            @Nullable String reason,
            boolean verified) {
        var events = new ArrayList<Event>();
        for (var name : items) {
            var item = run.openItems().get(name);
            if (item != null) {
                events.add(
                        !verified && visible(run, item)
                                ? new ItemSensing(stop.id(), name, by, reason)
                                : new ItemClosed(stop.id(), name, by, reason, verified));
            }
        }
        return events;
    }

    /** What one step opened and another one too stays open until both are taken back; what it had closed is as it was before. */
    static List<Event> takenBack(Run run, Plan.Stop stop) {
        var alone = Starts.opened(stop).stream()
                .filter(it -> opener(run, it, stop).isEmpty())
                .toList();
        var events = new ArrayList<>(closedBy(run, stop, alone, null, "taken back", false));
        events.addAll(openAgain(run, stop));
        return events;
    }

    /** What it had closed, where a step stands for which that was open: its word for it counts no more. */
    static List<Event> openAgain(Run run, Plan.Stop stop) {
        var events = new ArrayList<Event>();
        for (var name : Endings.closed(stop)) {
            var closed = run.ledger().closed().stream()
                    .anyMatch(it -> it.name().equals(name) && it.step().equals(stop.id()));
            if (closed && !run.openItems().containsKey(name)) {
                opener(run, name, stop)
                        .map(it -> new ItemOpened(it.id(), name, howToClose(run.plan(), it, name)))
                        .ifPresent(events::add);
            }
        }
        return events;
    }

    /** A step for which the item is open, were {@code gone} taken back. */
    private static Optional<Plan.Stop> opener(Run run, String item, Plan.Stop gone) {
        return run.plan().stops().stream()
                .filter(it -> !it.equals(gone) && Starts.opened(it).contains(item) && WayBack.stands(run, it))
                .filter(it -> run.ledger().closed().stream()
                        .noneMatch(closed -> closed.name().equals(item)
                                && !closed.step().equals(gone.id())
                                && WayBack.stands(run, run.plan().stop(closed.step()))
                                && closed.at().isAfter(WayBack.when(run.status(it)))))
                .findFirst();
    }

    /** An open item whose step was skipped, or that somebody has closed outside. */
    static Decision close(Run run, String name, String reason) {
        var item = run.openItems().get(name);
        if (item == null) {
            return Decision.refused(notOpen(run.ledger(), name));
        }
        if (reason.isBlank()) {
            return Decision.refused("say how " + name + " was closed");
        }
        if (item.claim() != null) {
            return Decision.refused("it is being looked whether " + name + " is closed: wait for it");
        }
        if (run.status(item.step()).state().active()) {
            return Decision.refused(item.step() + ", which opens it, is running: wait for it or stop it");
        }
        return Decision.of(
                visible(run, item) && !run.over()
                        ? new ItemSensing(item.step(), name, run.driver(), reason)
                        : new ItemClosed(item.step(), name, run.driver(), reason, false));
    }

    /** The same when the run is over and nobody drives it: nobody can look any more. */
    public static Decision closeAfterwards(Ledger ledger, String name, String by, String reason) {
        var item = ledger.open().get(name);
        if (item == null) {
            return Decision.refused(notOpen(ledger, name));
        }
        return reason.isBlank()
                ? Decision.refused("say how " + name + " was closed")
                : Decision.of(new ItemClosed(item.step(), name, by, reason, false));
    }

    private static String notOpen(Ledger ledger, String name) {
        return ledger.open().isEmpty()
                ? "nothing is open"
                : "nothing open is called " + name + "; open: "
                        + String.join(", ", ledger.open().keySet());
    }

    /** @param by who hands it over */
    public static Decision handOver(Ledger ledger, Intent.HandOver it, String by, Instant now) {
        var item = ledger.open().get(it.item());
        var due = it.due();
        if (item == null) {
            return Decision.refused(notOpen(ledger, it.item()));
        }
        if (it.to().isBlank()) {
            return Decision.refused("say who takes " + it.item() + " over, and until when: bob 3d");
        }
        if (due == null) {
            return Decision.refused("say until when " + it.to() + " closes " + it.item() + ": 3d, 18:00 or 2026-03-01");
        }
        return due.isAfter(now)
                ? Decision.of(new ItemHandedOver(item.step(), it.item(), it.to(), due, by, it.reason()))
                : Decision.refused(
                        "that is past already: say a time to come until which " + it.to() + " closes " + it.item());
    }

    /** Its kind has looked. */
    static Decision.Events sensed(Run run, Signal.ItemSensed signal) {
        var item = run.openItems().get(signal.item());
        var claim = item == null ? null : item.claim();
        if (item == null || claim == null) {
            return new Decision.Events(List.of());
        }
        var seen = signal.evidence();
        return new Decision.Events(List.of(
                seen.green()
                        ? new ItemClosed(claim.step(), item.name(), claim.by(), seen.sentence(), true)
                        : new ItemStaysOpen(item.step(), item.name(), seen.sentence())));
    }

    /** Why the run cannot be finished, one sentence that names every open item with how it is closed; empty when it can. */
    public static Optional<String> unfinished(Run run) {
        var left = run.plan().stops().stream()
                .filter(it -> !run.status(it).state().settled())
                .findFirst();
        if (run.over() || !run.variablesSet()) {
            return Optional.of(run.over() ? "the run is over" : "the variables are not given yet");
        }
        var back = RollingBack.unfinished(run);
        if (back.isPresent()) {
            return back;
        }
        if (left.isPresent()) {
            return Optional.of(left.get().id() + " is not settled yet");
        }
        var open = own(run);
        return open.isEmpty()
                ? Optional.empty()
                : Optional.of("still open: "
                        + open.stream()
                                .map(it -> it.name() + " (" + howToClose(run, it) + ")")
                                .collect(Collectors.joining(", "))
                        + "; or hand over: :hand ITEM NAME DUE");
    }

    /** Open items that nobody has taken over. */
    public static List<OpenItem> own(Run run) {
        return run.openItems().values().stream()
                .filter(it -> it.handed() == null || it.claim() != null)
                .toList();
    }
}
