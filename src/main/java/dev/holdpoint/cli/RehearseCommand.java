package dev.holdpoint.cli;

import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** {@code holdpoint rehearse [FILE]}: a run against real servers of its own that are gone afterwards. */
final class RehearseCommand implements Callable<Integer> {
    private static final String SHIPPED = "checklists/pod-databases.yml";

    static final Verb VERB = Verb.of(
                    "rehearse",
                    "Runs a checklist against a lab of real servers on this machine; without FILE the one that moves seven databases.",
                    RehearseCommand::new)
            .operands("[FILE]", 0, 1)
            .with(StateFolder.OPTIONS)
            .with(GivenValues.OPTIONS)
            .with(Look.OPTIONS);

    private final StateFolder state;
    private final GivenValues values;
    private final Look look;
    private final @Nullable Path file;

    RehearseCommand(Words words) {
        state = new StateFolder(words);
        values = new GivenValues(words);
        look = new Look(words);
        var named = words.only();
        file = named == null ? null : Path.of(named);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var checklistFile = file == null ? home().resolve(SHIPPED) : file;
        var registry = Registry.ofAll();
        var checklist = Checklists.read(checklistFile, registry, System.err);
        Checklists.toBegin(checklist, registry, System.err);
        var given = Checklists.given(checklist, values, System.err);
        var fixture = checklistFile.resolveSibling("rehearsal").resolve(checklistFile.getFileName());
        if (!Files.isRegularFile(fixture)) {
            throw new Trouble(
                    Exit.NOT_VALID,
                    "no fixture " + fixture + ": it says which servers the rehearsal of this checklist needs");
        }
        look.mustHaveTerminal();
        return Rehearsal.begin(state.path(), checklistFile, checklist, fixture, given, registry, look);
    }

    /** The folder of the repository: the launcher says where it is. */
    private static Path home() {
        var named = System.getProperty("holdpoint.home", System.getenv().getOrDefault("HOLDPOINT_HOME", "."));
        return Path.of(named);
    }
}
