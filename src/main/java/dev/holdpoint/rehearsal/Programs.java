package dev.holdpoint.rehearsal;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's server programs, unpacked once into the cache.
 *
 * @param folder with {@code bin}, {@code lib}, {@code share}
 * @param version for the key of what they made
 */
record Programs(Path folder, String version) {
    // Kept beside the version of the binaries in pom.xml by a test.
    static final String VERSION = "15.15";

    static Programs in(Path cache, Consumer<String> says) {
        var folder = cache.resolve("postgresql-" + VERSION);
        if (!Files.isDirectory(folder)) {
            says.accept("Unpacking PostgreSQL " + VERSION + " (once)");
            unpack(cache, folder);
        }
        return new Programs(folder, VERSION);
    }

    /** The words that run one of the programs: PostgreSQL refuses to run as root, so root becomes nobody in a namespace. */
    List<String> words(String program, String... arguments) {
        var words = new ArrayList<String>();
        if (isRoot()) {
            words.addAll(List.of("unshare", "-U"));
        }
        words.add(folder.resolve("bin").resolve(program).toString());
        words.addAll(List.of(arguments));
        return words;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void unpack(Path cache, Path folder) {
        try {
            var building = Files.createTempDirectory(cache, "unpacking-");
            var tar = new ProcessBuilder("tar", "-x", "-C", building.toString())
                    .redirectErrorStream(true)
                    .start();
            try (var packed =
                            DefaultPostgresBinaryResolver.INSTANCE.getPgBinary("Linux", System.getProperty("os.arch"));
                    var into = tar.getOutputStream()) {
                new XZInputStream(packed).transferTo(into);
            }
            if (tar.waitFor() != 0) {
                throw new LabProblem("tar could not unpack PostgreSQL into " + building);
            }
            settle(building, folder);
        } catch (IOException e) {
            throw new LabProblem("PostgreSQL cannot be unpacked into " + cache + " (" + e.getMessage() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabProblem("interrupted while unpacking PostgreSQL", e);
        }
    }

    /** Gives a finished folder its name at once; another program that was quicker wins. */
    static void settle(Path building, Path name) throws IOException {
        try {
            Files.move(building, name, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.isDirectory(name)) {
                throw e;
            }
            Command.run(List.of("rm", "-rf", "--", building.toString()), "");
        }
    }
}
