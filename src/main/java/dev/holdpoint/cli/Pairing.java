package dev.holdpoint.cli;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.pair.Door;
import dev.holdpoint.pair.Host;
import dev.holdpoint.pair.Meeting;
import dev.holdpoint.pair.Person;
import dev.holdpoint.pair.Reviewers;
import dev.holdpoint.pair.SpokenCodes;
import dev.holdpoint.run.Conductor;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.RunControl;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets other people to a run while it is driven: at its door, and by codes that they speak. The door is opened when the console stands, for no
 * first frame waits for a guest; where it cannot be, the run goes on and a note says so.
 */
final class Pairing implements AutoCloseable {
    private final Conductor conductor;
    private final Host host;
    private final Meeting meeting;
    private final RunControl control;
    private final Thread opening;
    private volatile @Nullable Door door;

    private Pairing(Conductor conductor, Host host, Meeting meeting, RunControl control) {
        this.conductor = conductor;
        this.host = host;
        this.meeting = meeting;
        this.control = control;
        this.opening = Thread.ofPlatform().name("opening the door").daemon().unstarted(this::open);
    }

    /** Who may come, and where: by default what the machine says. */
    record Company(Reviewers reviewers, Meeting meeting) {
        static Company ofThisMachine() {
            return new Company(new Reviewers(Reviewers.USUAL), Meeting.of(System.getenv()));
        }
    }

    /** @param handOver asked by whoever wants to drive in place of this program */
    static Pairing begin(
            Conductor conductor,
            Door.HandOver handOver,
            RunPaths paths,
            Checklist checklist,
            Company company,
            InstantSource clock) {
        var reviewers = company.reviewers();
        conductor.reviewedBy(reviewers::namesIfTrusted);
        var host = new Host(
                paths.id(),
                conductor,
                conductor::want,
                checklist.sources(),
                paths.journal(),
                reviewers,
                Person.self(),
                handOver);
        var codes = new SpokenCodes(conductor, reviewers, company.meeting(), clock);
        var pairing = new Pairing(conductor, host, company.meeting(), codes);
        conductor.watchedBy(pairing::watching);
        return pairing;
    }

    /** Once: the door is opened beside whatever the caller does. */
    void openDoor() {
        opening.start();
    }

    /** The run, with codes that can be typed. */
    RunControl control() {
        return control;
    }

    private List<String> watching() {
        var opened = door;
        return opened == null ? List.of() : opened.watching();
    }

    private void open() {
        try {
            door = Door.open(host, meeting);
        } catch (IOException | RuntimeException e) {
            var _ = conductor.want(new Intent.AddNote(
                    null, "nobody can attach to this run, or approve in a session of their own: " + e.getMessage()));
        }
    }

    @Override
    public void close() {
        try {
            opening.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var opened = door;
        if (opened != null) {
            opened.close();
        }
    }
}
