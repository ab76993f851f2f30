package dev.holdpoint.step.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.file.Copy.Vanished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The place of a copy before it, and again after the way back: what the run itself has brought is no stranger's. */
class CopyReadyTest {
    private final FakeAttempt attempt = new FakeAttempt();

    @TempDir
    Path folder;

    private Path old;
    private Path fresh;

    @BeforeEach
    void places() throws IOException {
        old = Files.createDirectories(folder.resolve("old"));
        Files.writeString(old.resolve("a"), "a");
        fresh = folder.resolve("new");
        attempt.files = Files.createDirectories(folder.resolve("run"));
        attempt.surroundings.put("local", Map.of());
    }

    private Evidence look() throws Exception {
        return new CopyReady().observe(new CopyReady.Spec("local:" + old, "local:" + fresh + "/", null), attempt);
    }

    @Test
    void nothingOrAnEmptyFolderIsFree() throws Exception {
        assertThat(look().green()).isTrue();
        Files.createDirectory(fresh);
        assertThat(look().sentence()).isEqualTo("local:" + fresh + "/ is not there yet, or empty");
        assertThat(look().green()).isTrue();
    }

    @Test
    void whatAFirstStartHasMadeThereIsNamed() throws Exception {
        Files.createDirectory(fresh);
        Files.writeString(fresh.resolve(".key"), "made by the first start");
        assertThat(look().green()).isFalse();
        assertThat(look().sentence())
                .isEqualTo("local:" + fresh + "/ is not empty (1 entry), and this run has brought none of it: mv "
                        + fresh + " " + fresh + ".before");
    }

    @Test
    void whatThisRunHasCopiedIsNoStrangers() throws Exception {
        var spec = new Copy.Spec("local:" + old, "local:" + fresh, true, null, null, Pass.FIRST, Vanished.REFUSED);
        assertThat(new Copy().run(spec, attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(look().green()).isTrue();
        assertThat(look().sentence()).isEqualTo("this run has copied into local:" + fresh + "/ before");
    }
}
