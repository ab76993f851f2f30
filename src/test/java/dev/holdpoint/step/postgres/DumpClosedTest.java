package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Opening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump is an open item until its file is gone. */
class DumpClosedTest {
    @TempDir
    Path folder;

    @Test
    void aDumpIsClosedWhenItsFileIsGone() throws IOException {
        var spec = new Dump.Spec("old", null, List.of("a", "b"), null, "dumps", Format.CUSTOM, null, null, null);
        var attempt = new FakeAttempt();
        attempt.files = folder;
        var dump = new Dump();
        assertThat(dump.opens(spec))
                .containsExactly(
                        Opening.seen("dump of a", "delete the dump dumps/a.dump"),
                        Opening.seen("dump of b", "delete the dump dumps/b.dump"));
        var file = Files.writeString(
                Files.createDirectories(folder.resolve("dumps")).resolve("b.dump"), "rows");
        assertThat(dump.closed(spec, "dump of b", attempt).green()).isFalse();
        assertThat(dump.closed(spec, "dump of b", attempt).sentence()).isEqualTo(file + " is still there");
        Files.delete(file);
        assertThat(dump.closed(spec, "dump of b", attempt).green()).isTrue();
        var part = Files.writeString(file.resolveSibling("b.dump.part"), "what a power cut has left");
        assertThat(dump.closed(spec, "dump of b", attempt).sentence()).isEqualTo(part + " is still there");
        assertThat(dump.closed(spec, "dump of c", attempt).green()).isFalse();
    }
}
