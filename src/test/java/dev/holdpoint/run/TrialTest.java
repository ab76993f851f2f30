package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Loader;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be tried and taken back is tried by its gate, whether the author wrote one or the kind is one. */
class TrialTest {
    private static final String CHECKLIST = """
            checklist: Trials
            databases:
              db: { host: localhost, name: shop, user: me }
            phases:
              - phase: One
                steps:
                  - step: bare
                    title: Delete
                    sql: { on: db, run: DELETE FROM t, expect_rows: 1 }
                  - step: held
                    title: Delete more
                    sql: { on: db, run: DELETE FROM u }
                    hold:
                      because: It deletes.
                      checks:
                        - tcp: { host: localhost, port: 1 }
                  - step: reading
                    title: Read
                    sql: { on: db, run: SELECT 1 }
            """;

    @TempDir
    Path folder;

    private Plan plan() throws IOException {
        var file = Files.writeString(folder.resolve("trials.yml"), CHECKLIST);
        var loaded = Loader.load(file, Registry.ofAll());
        assertThat(loaded.problems()).isEmpty();
        return new Planner(Registry.ofAll()).plan(loaded.checklist().orElseThrow(), Map.of());
    }

    @Test
    void theGateTriesWhatWrites() throws IOException {
        var plan = plan();
        assertThat(plan.stop("bare").hold().checks()).extracting(KindUse::kind).containsExactly("sql.trial");
        assertThat(plan.stop("held").hold().checks()).extracting(KindUse::kind).containsExactly("tcp", "sql.trial");
        assertThat(plan.stop("reading").isHold()).isFalse();
        assertThat(plan.stop("reading").hold().checks()).isEmpty();
    }
}
