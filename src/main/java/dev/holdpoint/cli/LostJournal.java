package dev.holdpoint.cli;

import dev.holdpoint.journal.RunPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A journal that is missing or says nothing, of a run whose folder shows that steps ran. A program that died before its first event has
 * neither output nor jobs; where one of them is there the journal was lost afterwards, and nobody may say that nothing was done.
 */
final class LostJournal extends IOException {
    private static final long serialVersionUID = 1L;

    private LostJournal(RunPaths paths, Path trace) {
        super(
                paths.journal() + (Files.exists(paths.journal()) ? " has nothing to read" : " is missing") + ", though "
                        + trace
                        + " shows that steps ran: what was done is not known; look there, and put the journal back from a copy");
    }

    /** Whether something shows that steps ran. */
    static boolean shown(RunPaths paths) {
        return trace(paths).isPresent();
    }

    private static Optional<Path> trace(RunPaths paths) {
        return Stream.of(paths.output(), paths.jobs())
                .filter(LostJournal::hasSomething)
                .findFirst();
    }

    /** @throws LostJournal where the journal is not there any more, or is empty */
    static void mustNotBe(RunPaths paths) throws IOException {
        if (paths.journal().toFile().length() == 0) {
            mustNeverHaveBegun(paths);
        }
    }

    /** @throws LostJournal where its folder shows that it had begun */
    static void mustNeverHaveBegun(RunPaths paths) throws IOException {
        var trace = trace(paths);
        if (trace.isPresent()) {
            throw new LostJournal(paths, trace.get());
        }
    }

    private static boolean hasSomething(Path place) {
        var names = place.toFile().list();
        return names != null && names.length > 0;
    }
}
