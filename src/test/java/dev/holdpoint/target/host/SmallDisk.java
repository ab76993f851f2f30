package dev.holdpoint.target.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** A disk in memory, as small as a test wants it. Only root can make one: elsewhere the test that wants it is skipped. */
public final class SmallDisk implements AutoCloseable {
    private final Path at;

    /** @param at a folder that is there */
    public SmallDisk(Path at, int kibibytes) throws IOException, InterruptedException {
        this.at = at;
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs", at.toString()) == 0,
                "a small disk can be made");
    }

    /** Has room for so much from now on; refused where more is there. */
    public void resize(int kibibytes) throws IOException, InterruptedException {
        assertThat(run("mount", "-o", "remount,size=" + kibibytes + "k", at.toString()))
                .isZero();
    }

    /** A folder on it that the server may use: it runs as the user who owns its data. */
    public static Path owned(Path disk, Path data) throws IOException {
        var folder = Files.createDirectory(disk.resolve("tight"));
        var owner = Files.getOwner(data, LinkOption.NOFOLLOW_LINKS);
        Files.getFileAttributeView(folder, PosixFileAttributeView.class).setOwner(owner);
        // The server's user must reach it through the folders above.
        for (var above = disk; above != null && above.startsWith("/tmp"); above = above.getParent()) {
            if (!above.equals(Path.of("/tmp"))) {
                Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        return folder;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        assertThat(run("umount", at.toString())).isZero();
    }
}
