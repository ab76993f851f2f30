package dev.holdpoint.cli;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.journal.FiguresFile;
import dev.holdpoint.journal.RunJournal;
import dev.holdpoint.journal.RunOutputs;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Conductor;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Figures;
import dev.holdpoint.run.Journal;
import dev.holdpoint.run.Measured;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Planner;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunControl;
import dev.holdpoint.run.RunFeed;
import dev.holdpoint.run.RunFold;
import dev.holdpoint.run.work.HostWorkplace;
import dev.holdpoint.run.work.Lookups;
import dev.holdpoint.run.work.RegistryBindings;
import dev.holdpoint.step.Registry;
import dev.holdpoint.target.host.NoWays;
import dev.holdpoint.target.host.Ways;
import dev.holdpoint.target.host.ssh.SshHosts;
import dev.holdpoint.target.host.ssh.SshSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Puts a run together from its parts and hands it to the console; one object for each time a run is driven. */
final class Drive {
    private final Path state;
    private final Registry registry;
    private final Identity me = Identity.here();
    private final InstantSource clock = InstantSource.system();

    private final Screen screen;
    private final Pairing.Company company;
    private SshSettings ssh = SshSettings.standard();
    private UnaryOperator<Journal> pen = journal -> journal;
    private @Nullable Plan made;
    private @Nullable Future<String> seal;

    Drive(Path state, Registry registry, Screen screen) {
        this(state, registry, screen, Pairing.Company.ofThisMachine());
    }

    Drive(Path state, Registry registry, Screen screen, Pairing.Company company) {
        this.state = state;
        this.registry = registry;
        this.screen = screen;
        this.company = company;
    }

    /** The plan of the checklist that will begin, where it is made already, and the {@link RunFolder#digest} of its files. */
    Drive along(Plan plan, Future<String> digest) {
        made = plan;
        seal = digest;
        return this;
    }

    /** What stands between the conductor and the journal's file: nothing, but for those who want to know what a bad disk does. */
    Drive writing(UnaryOperator<Journal> with) {
        pen = with;
        return this;
    }

    /**
     * A new run.
     *
     * @param given values from the command line or from a lab
     * @return the run as it was left
     */
    Run begin(RunPaths paths, Checklist checklist, Path folder, Map<String, String> given, boolean rehearsal)
            throws IOException, InterruptedException {
        try (var ignored = RunFolder.lock(paths, me);
                var journal = RunJournal.create(paths.journal())) {
            RunFolder.keepOrigin(paths, folder);
            var fold = RunFold.of(plan(checklist));
            try (var ways = ways(checklist);
                    var workplace = workplace(checklist, paths, ways);
                    var conductor = conductor(paths, checklist, fold, journal, workplace, folder, given)) {
                var begun = conductor
                        .begin(new Event.RunStarted(
                                paths.id(), checklist.title(), digest(checklist), me.user(), me.host(), rehearsal))
                        .join();
                if (begun instanceof Decision.Refusal(String reason)) {
                    throw new Trouble(Exit.FAILED, "the run cannot begin: " + reason);
                }
                approvers(conductor);
                show(conductor, paths, checklist);
                return conductor.run();
            }
        }
    }

    /** Comes back to a run that was left or whose program died. */
    Run resume(RunPaths paths, Checklist checklist, Map<String, String> given)
            throws IOException, InterruptedException {
        try (var ignored = TakeOver.lock(paths, me, company.meeting())) {
            var fold = RunFold.of(plan(checklist));
            var opened = RunJournal.open(paths.journal(), it -> fold.apply(it.event(), it.at()));
            try (var journal = opened.journal()) {
                // Whoever drove it until now may have ended it as its last deed.
                if (fold.run().over()) {
                    throw new Trouble(Exit.NOT_VALID, RunFolder.over(paths));
                }
                try (var ways = ways(checklist);
                        var workplace = workplace(checklist, paths, ways);
                        var conductor =
                                conductor(paths, checklist, fold, journal, workplace, RunFolder.origin(paths), given)) {
                    conductor.comeBack(new Conductor.Who(me.user(), me.host())).join();
                    approvers(conductor);
                    if (opened.torn() > 0) {
                        conductor.found(RunFolder.torn(opened.torn()));
                    }
                    show(conductor, paths, checklist);
                    return conductor.run();
                }
            }
        }
    }

    private void approvers(Conductor conductor) {
        Unapprovable.says(conductor.run(), company.reviewers()).ifPresent(conductor::found);
    }

    private void show(Conductor conductor, RunPaths paths, Checklist checklist)
            throws IOException, InterruptedException {
        var unattended = new Unattended(conductor);
        try (var pairing = Pairing.begin(conductor, unattended, paths, checklist, company, clock);
                var ending = new Ending()) {
            screen.whenShown(() -> {
                pairing.openDoor();
                learn(conductor.run().plan(), paths);
            });
            ending.during(() -> screen.show(conductor, pairing.control()));
            if (ending.ended() && !conductor.run().over()) {
                unattended.watch(ending);
            }
        }
        remember(paths, conductor.run());
    }

    /** Other hosts are reached by other words of {@code ssh} than the user's own: those of a lab. */
    Drive by(SshSettings settings) {
        ssh = settings;
        return this;
    }

    private Ways ways(Checklist checklist) throws IOException {
        return checklist.hosts().isEmpty() ? new NoWays() : new SshHosts(ssh);
    }

    private HostWorkplace workplace(Checklist checklist, RunPaths paths, Ways ways) {
        return new HostWorkplace(checklist, paths.id(), paths.jobs(), paths.files(), ways, clock);
    }

    private Plan plan(Checklist checklist) {
        var plan = made;
        return plan == null ? new Planner(registry).plan(checklist, Measured.nothing()) : plan;
    }

    /** What earlier runs have measured, and what needs what, is read beside everything else: no first frame waits for it. */
    private void learn(Plan plan, RunPaths paths) {
        var files = new FiguresFile(state, plan.checklist().title());
        Thread.ofPlatform().name("measured").daemon().start(() -> {
            plan.reckon();
            try {
                plan.measured().learn(Figures.summed(plan, files.read(paths.id())));
            } catch (IOException e) {
                // An expectation is a convenience: without it the run is as it would be the first time.
                return;
            }
        });
    }

    /** Kept when the driver leaves, for the runs that come. */
    private void remember(RunPaths paths, Run run) {
        try {
            var title = run.plan().checklist().title();
            new FiguresFile(state, title).write(paths.id(), Figures.of(run, clock.instant()));
        } catch (IOException e) {
            System.err.println("holdpoint: how long the steps took is not kept: " + e.getMessage());
        }
    }

    private String digest(Checklist checklist) throws InterruptedException {
        var begun = seal;
        try {
            return begun == null ? RunFolder.digest(checklist.sources()) : begun.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the checklist's files have no digest", failed.getCause());
        }
    }

    private Conductor conductor(
            RunPaths paths,
            Checklist checklist,
            RunFold fold,
            RunJournal journal,
            HostWorkplace workplace,
            Path folder,
            Map<String, String> given) {
        return new Conductor(
                fold,
                fold.run().plan(),
                pen.apply(journal),
                new RunOutputs(
                        paths,
                        clock,
                        step -> fold.run().plan().stop(step).step().tty()),
                workplace,
                new RegistryBindings(checklist, registry, paths.files()),
                new Lookups(given, System.getenv(), folder)
                        .form(asked(checklist, fold.run()), it -> System.err.println(Safe.line("holdpoint: " + it))),
                clock);
    }

    /** All at the beginning; on return only those that the program has not kept. */
    private static List<Variable> asked(Checklist checklist, Run run) {
        return checklist.variables().stream()
                .filter(it -> !run.variablesSet() || run.secrets().contains(it.name()))
                .toList();
    }

    /** Shows a run until its driver leaves. */
    @FunctionalInterface
    interface Screen {
        /** @param then called once something is shown, on any thread; must not block */
        default void whenShown(Runnable then) {
            then.run();
        }

        void show(RunFeed feed, RunControl control) throws IOException, InterruptedException;
    }
}
