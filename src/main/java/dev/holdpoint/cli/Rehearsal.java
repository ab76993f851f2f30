package dev.holdpoint.cli;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.pair.Meeting;
import dev.holdpoint.rehearsal.Lab;
import dev.holdpoint.run.Run;
import dev.holdpoint.step.Registry;
import dev.holdpoint.target.host.ssh.SshSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** A run with a lab around it. When it is over both are gone; what stays is how long each step took. */
final class Rehearsal {
    private Rehearsal() {}

    static int begin(
            Path state,
            Path file,
            Checklist checklist,
            Path fixture,
            Map<String, String> given,
            Registry registry,
            Drive.Screen look)
            throws IOException, InterruptedException {
        var paths = RunFolder.place(state, file);
        // Before anything of the run is there: whoever gives up while it starts leaves nothing behind.
        var lab = lab(paths, fixture);
        try {
            mustStayInside(lab, checklist, given);
            RunFolder.made(paths, checklist);
            var folder = fixture.toAbsolutePath().getParent();
            var run = drive(state, registry, look, lab)
                    .begin(paths, checklist, folder == null ? Path.of("/") : folder, known(lab, given), true);
            return leave(run, lab, paths, look);
        } catch (IOException | RuntimeException e) {
            lab.close();
            if (!Files.exists(paths.journal())) {
                remove(paths.root());
            }
            throw e;
        }
    }

    /**
     * Hosts of a lab run their commands on this machine: a path that the lab does not give would be one of this machine's own.
     *
     * @throws Trouble where a path would
     */
    private static void mustStayInside(Lab lab, Checklist checklist, Map<String, String> given) {
        if (lab.sshConfig().isEmpty()) {
            return;
        }
        for (var variable : checklist.variables()) {
            var name = variable.name();
            if (variable.type() == VariableType.PATH && (!lab.values().containsKey(name) || given.containsKey(name))) {
                throw new Trouble(
                        Exit.NOT_VALID,
                        "a rehearsal with hosts runs on this machine, and " + name
                                + " would be a path of it: leave it to the rehearsal's fixture");
            }
        }
    }

    private static Drive drive(Path state, Registry registry, Drive.Screen look, Lab lab) {
        var drive = new Drive(state, registry, look);
        lab.sshConfig().ifPresent(it -> drive.by(SshSettings.reading(it)));
        return drive;
    }

    private static Lab lab(RunPaths paths, Path fixture) throws IOException {
        try {
            return Lab.start(fixture, folder(paths), Lab.cache(), line -> System.err.println(Safe.line(line)));
        } catch (RuntimeException e) {
            remove(paths.root());
            throw e;
        }
    }

    static int resume(
            Path state,
            RunPaths paths,
            Checklist checklist,
            Map<String, String> given,
            Registry registry,
            Drive.Screen look)
            throws IOException, InterruptedException {
        // Who drives it is asked before its lab, which only knows that somebody has it.
        TakeOver.lock(paths, Identity.here(), Meeting.of(System.getenv())).close();
        var lab = Lab.resume(folder(paths));
        try {
            var run = drive(state, registry, look, lab).resume(paths, checklist, known(lab, given));
            return leave(run, lab, paths, look);
        } catch (IOException | RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    /** What the operator gives goes before what the lab has. */
    private static Map<String, String> known(Lab lab, Map<String, String> given) {
        var values = new HashMap<>(lab.values());
        values.putAll(given);
        return values;
    }

    /** Whether the lab of a rehearsal is gone: nothing goes on from there, and what it had open was gone with it. */
    static boolean gone(RunPaths paths) {
        return Lab.gone(folder(paths));
    }

    private static Path folder(RunPaths paths) {
        return paths.root().resolve("lab");
    }

    /** A rehearsal that was left is kept for a while, with its servers; one that is over leaves nothing behind. */
    private static int leave(Run run, Lab lab, RunPaths paths, Drive.Screen look) throws IOException {
        if (run.end() == Run.End.NOT_YET) {
            lab.leave(Lab.GRACE);
            int code = Farewell.say(run, paths, look instanceof Look it && it.line);
            System.out.println("Its lab and its servers wait for " + Lab.GRACE.toMinutes()
                    + " minutes; then they are gone, and the rehearsal with them.");
            return code;
        }
        lab.close();
        remove(paths.root());
        // Nothing of what is open: it was in the lab.
        Farewell.say(run);
        System.out.println("The rehearsal is over; nothing of it is left but how long each step took.");
        return Exit.of(run);
    }

    private static void remove(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var all = Files.walk(root)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
