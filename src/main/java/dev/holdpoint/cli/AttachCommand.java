package dev.holdpoint.cli;

import dev.holdpoint.checklist.Checklist.SourceFile;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.pair.Call;
import dev.holdpoint.pair.RemoteRun;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Planner;
import dev.holdpoint.run.Run;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code holdpoint attach RUN}: the console of a run that somebody else drives, to look at. */
final class AttachCommand implements Callable<Integer> {
    static final Verb VERB = Verb.of(
                    "attach",
                    "Watches a run that somebody else drives, in a console that changes nothing.",
                    AttachCommand::new)
            .operands("RUN", 1, 1)
            .with(Calling.OPTIONS)
            .with(Look.OPTIONS);

    private final Calling calling;
    private final Look look;

    AttachCommand(Words words) {
        calling = new Calling(words);
        look = new Look(words);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        look.mustHaveTerminal();
        var here = Thread.currentThread();
        // The console's loop ends in order when its thread is interrupted.
        try (var call = calling.call();
                var run = RemoteRun.join(call, AttachCommand::plan, here::interrupt)) {
            System.out.println(watched(run));
        } catch (Call.Refused refused) {
            throw new Trouble(Exit.FAILED, String.valueOf(refused.getMessage()));
        }
        return Exit.DONE;
    }

    private String watched(RemoteRun run) throws IOException {
        try {
            look.watch(run);
            return lastWord(run.run().end(), true);
        } catch (InterruptedException closed) {
            return lastWord(run.run().end(), false);
        }
    }

    /** @param left whoever watched has left, and not the run them */
    static String lastWord(Run.End end, boolean left) {
        return switch (end) {
            case FINISHED -> "The run is over: it was finished.";
            case ABORTED -> "The run is over: it was aborted.";
            case NOT_YET ->
                left
                        ? "You have left; the run goes on."
                        : "The run has closed the conversation: its driver has left it, or this terminal was too slow.";
        };
    }

    /** Read as every checklist is, so that it may not be more here than it was there. */
    static Plan plan(List<SourceFile> files) throws IOException {
        var folder = Files.createTempDirectory("holdpoint-attach");
        try {
            for (var file : files) {
                var place = folder.resolve(file.name()).normalize();
                if (!place.startsWith(folder)) {
                    throw new IOException("the run names a file outside its checklist: " + file.name());
                }
                Files.createDirectories(place.getParent());
                Files.writeString(place, file.text());
            }
            var registry = Registry.ofAll();
            var loaded = Loader.load(folder.resolve(files.getFirst().name()), registry);
            var checklist = loaded.checklist()
                    .orElseThrow(() ->
                            new IOException("the run's checklist is none for this program: are both of one version?"));
            return new Planner(registry).plan(checklist, Map.of());
        } finally {
            remove(folder);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
