package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.run.OutputSource;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagerTest {
    @TempDir
    private Path folder;

    private static OutputSource printed(String text) {
        var run = new FakeRun(
                Sample.with().phase("Only", Sample.step("a", "A")).plan(), java.time.InstantSource.system(), false);
        run.prints("a", text);
        return run.output("a", 0).orElseThrow();
    }

    @Test
    void getsTheOutputHarmless() throws Exception {
        var seen = folder.resolve("seen");
        assertThat(new Pager("cat > " + seen).show(printed("one\u001b[2J\ntwo ä\n")))
                .isEmpty();
        assertThat(Files.readString(seen)).isEqualTo("one\ntwo ä\n");
    }

    @Test
    void oneThatIsNotThereIsTold() {
        assertThat(new Pager("holdpoint-no-such-pager 2>/dev/null")
                        .show(printed("x"))
                        .orElseThrow())
                .contains("holdpoint-no-such-pager", "exit 127", "PAGER");
    }

    @Test
    void oneThatIsLeftEarlyIsFine() {
        assertThat(new Pager("true").show(printed("0123456789\n".repeat(100_000))))
                .isEmpty();
    }
}
