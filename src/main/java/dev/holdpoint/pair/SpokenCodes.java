package dev.holdpoint.pair;

import dev.holdpoint.run.Approvals;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.RunControl;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * A run to drive at which reviewers' codes can be typed. Whether a code is one is looked at here; whether it approves anything is decided
 * where all else is. A code counts once on this machine, in whatever run of its driver's: its use is a file, made before it is believed, and
 * taken away again where it approved nothing.
 */
public final class SpokenCodes implements RunControl {
    /** Much longer than a code is one, whatever the clocks of two machines say. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final RunControl run;
    private final Reviewers reviewers;
    private final Meeting meeting;
    private final InstantSource clock;

    /** @param meeting where codes that were used are marked for every run of this driver's */
    public SpokenCodes(RunControl run, Reviewers reviewers, Meeting meeting, InstantSource clock) {
        this.run = run;
        this.reviewers = reviewers;
        this.meeting = meeting;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Decision> want(Intent intent) {
        return intent instanceof Intent.SpeakCode spoken
                ? CompletableFuture.completedFuture(spoken).thenComposeAsync(this::judge)
                : run.want(intent);
    }

    private CompletableFuture<Decision> judge(Intent.SpeakCode spoken) {
        try {
            var names = reviewers.names();
            if (!names.contains(spoken.name())) {
                return refused(unknown(spoken.name(), names));
            }
            if (!Files.isReadable(reviewers.seedsFile())) {
                return refused(reviewers.seedsFile() + " cannot be read here: let " + spoken.name()
                        + " approve in a session of their own (holdpoint approve)");
            }
            var seed = reviewers.seeds().get(spoken.name());
            if (seed == null) {
                return refused(spoken.name() + " has no seed: holdpoint reviewer add " + spoken.name() + " makes one");
            }
            var step = OneTimeCode.judge(seed, spoken.code(), clock.instant());
            return step.isEmpty() ? wrong(spoken) : right(spoken, step);
        } catch (IOException | IllegalArgumentException e) {
            return refused("the code could not be looked at: " + e.getMessage());
        }
    }

    private static String unknown(String name, List<String> names) {
        return names.isEmpty()
                ? "nobody may approve yet: sudo holdpoint reviewer add " + name + " names " + name
                : "no reviewer is called " + name + " (" + String.join(", ", names) + ")";
    }

    private CompletableFuture<Decision> wrong(Intent.SpeakCode spoken) {
        return run.want(new Intent.RefuseCode(spoken.step(), spoken.name()))
                .thenApply(told -> told instanceof Decision.Refusal
                        ? told
                        : new Decision.Refusal("that is no code of " + spoken.name() + "'s now"));
    }

    private CompletableFuture<Decision> right(Intent.SpeakCode spoken, OptionalLong step) throws IOException {
        var used = meeting.marks("codes");
        var mark = used.resolve(spoken.name() + "-" + step.orElseThrow());
        try {
            Files.createDirectories(
                    used, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            sweep(used);
            Files.createFile(mark);
        } catch (FileAlreadyExistsException again) {
            return refused("that code was used already: wait for the next one");
        }
        return run.want(new Intent.ApproveHold(spoken.step(), spoken.name(), Approvals.How.CODE, null))
                .thenApply(told -> {
                    if (told instanceof Decision.Refusal) {
                        forget(mark);
                    }
                    return told;
                });
    }

    /** It has approved nothing, and may still do so. */
    private static void forget(Path mark) {
        try {
            Files.deleteIfExists(mark);
        } catch (IOException stays) {
            // Then it counts as used: its owner reads the next one.
            return;
        }
    }

    /** A mark is of no use when its code is none any more in any case. */
    private void sweep(Path used) throws IOException {
        var old = FileTime.from(clock.instant().minus(KEPT));
        try (var marks = Files.newDirectoryStream(used)) {
            for (var mark : marks) {
                if (Files.getLastModifiedTime(mark).compareTo(old) < 0) {
                    Files.deleteIfExists(mark);
                }
            }
        }
    }

    private static CompletableFuture<Decision> refused(String why) {
        return CompletableFuture.completedFuture(new Decision.Refusal(why));
    }

    @Override
    public void type(String step, byte[] keys) {
        run.type(step, keys);
    }

    @Override
    public void resize(String step, int columns, int rows) {
        run.resize(step, columns, rows);
    }
}
