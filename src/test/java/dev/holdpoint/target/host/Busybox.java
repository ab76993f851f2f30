package dev.holdpoint.target.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A host that has nothing but busybox: a folder with its applets, as the whole {@code PATH} of a server. */
public final class Busybox {
    private Busybox() {}

    /** Where this machine has it (package busybox-static); {@code BUSYBOX_OF_TESTS} names another place. */
    public static Optional<Path> here() {
        return Stream.of(System.getenv("BUSYBOX_OF_TESTS"), "/bin/busybox", "/usr/bin/busybox")
                .filter(it -> it != null)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Makes the folder, with all applets. */
    public static Path applets(Path folder) throws Exception {
        var busybox = here().orElseThrow(() -> new IOException("no busybox"));
        // Of its own: a temporary folder is not cleared up quietly where its links lead out of it.
        var own = Files.copy(busybox, Files.createDirectories(folder).resolve("the-busybox"));
        for (var name : OwnSshd.run(busybox.toString(), "--list").split("\n", -1)) {
            if (!name.isBlank()) {
                Files.createSymbolicLink(folder.resolve(name.strip()), own);
            }
        }
        return folder;
    }
}
