package dev.holdpoint.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files and directories that nobody else may look into: modes 600 and 700 from their first moment on. */
final class Disk {
    private static final FileAttribute<Set<PosixFilePermission>> OWN_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWN_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private Disk() {}

    /** Makes it if it is missing; a power cut after the return does not undo that. */
    static void file(Path file) throws IOException {
        if (passing(file)) {
            sync(file.toAbsolutePath().getParent());
        }
    }

    /**
     * Makes it if it is missing; for what means nothing any more after a power cut.
     *
     * @return false where it is there already
     */
    static boolean passing(Path file) throws IOException {
        try {
            Files.createFile(file, OWN_FILE);
            return true;
        } catch (FileAlreadyExistsException there) {
            // It has its mode from whoever made it.
            return false;
        } catch (IOException e) {
            throw NoSpace.or(file, e);
        }
    }

    /** Makes it, with its directories and with this text in it; after the return a power cut takes none of it away. */
    static void text(Path file, String text) throws IOException {
        Path above = file.toAbsolutePath().getParent();
        if (above != null) {
            directory(above);
        }
        Files.createFile(file, OWN_FILE);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw NoSpace.or(file, e);
        }
        sync(above);
    }

    /** Makes it and all above it that are missing, each on disk before the next: with one of them all below it would be gone. */
    static void directory(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath();
        Path above = absolute.getParent();
        if (above == null || Files.isDirectory(absolute)) {
            return;
        }
        directory(above);
        try {
            Files.createDirectory(absolute, OWN_DIRECTORY);
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(absolute)) {
                throw there;
            }
        } catch (IOException e) {
            throw NoSpace.or(absolute, e);
        }
        sync(above);
    }

    /** A new name is on disk only once its directory is (fsync(2)). */
    private static void sync(@Nullable Path directory) throws IOException {
        if (directory == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
