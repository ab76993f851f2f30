package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * What the counters of a database stood at when its fence was proven. It is in the run's folder, and not among the facts of a step: the
 * check of any step is to measure against it.
 */
record FenceProof(Path file) {
    static FenceProof of(Setting setting, String target, String database) {
        var name = UUID.nameUUIDFromBytes((target + "/" + database).getBytes(StandardCharsets.UTF_8));
        return new FenceProof(setting.files().resolve("fenced-" + name));
    }

    /** @return what {@link #keep} got; empty where the fence was not proven in this run, or was taken back */
    Optional<String> tally() {
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException failed) {
            throw new TargetProblem("cannot read " + file + ": " + failed.getMessage(), failed);
        }
    }

    /** Returns when it is on disk. */
    void keep(Tally tally) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var half = file.resolveSibling(file.getFileName() + ".new");
            try (var channel = FileChannel.open(
                    half, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                var bytes = ByteBuffer.wrap(tally.text().getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new TargetProblem("cannot write " + file + ": " + failed.getMessage(), failed);
        }
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new TargetProblem("cannot remove " + file + ": " + failed.getMessage(), failed);
        }
    }
}
