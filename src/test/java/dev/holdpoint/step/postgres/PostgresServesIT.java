package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.target.database.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a database serves, and what was written to it since it was filled. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
class PostgresServesIT {
    @TempDir
    private Path folder;

    private JobAttempt attempt() {
        return new JobAttempt(folder, Map.of("old", TwoServers.old("postgres")));
    }

    private Evidence look() {
        return new PostgresServes().observe(new PostgresServes.Spec("old"), attempt());
    }

    @Test
    void aServerThatTakesWritesServesAndWhoMayOnlyReadIsNamed() throws Exception {
        assertThat(look().green()).isTrue();
        TwoServers.role("serves_fenced");
        TwoServers.run(TwoServers.old("postgres"), "ALTER ROLE serves_fenced SET default_transaction_read_only = on");
        try {
            assertThat(look().sentence()).isEqualTo("answers and takes writes; may only read: serves_fenced");
        } finally {
            TwoServers.run(TwoServers.old("postgres"), "ALTER ROLE serves_fenced RESET default_transaction_read_only");
        }
    }

    @Test
    void oneThatIsReadOnlyDoesNot() throws Exception {
        TwoServers.run(TwoServers.old("postgres"), "ALTER ROLE postgres SET default_transaction_read_only = on");
        try {
            assertThat(look().green()).isFalse();
            assertThat(look().sentence()).contains("read-only");
        } finally {
            TwoServers.run(
                    TwoServers.old("postgres"),
                    "BEGIN READ WRITE; ALTER ROLE postgres RESET default_transaction_read_only; COMMIT");
        }
    }

    @Test
    void oneThatDoesNotAnswerDoesNot() {
        var gone = new JobAttempt(
                folder, Map.of("old", new Database("old", "127.0.0.1", 1, "postgres", "postgres", null)));
        var seen = new PostgresServes().observe(new PostgresServes.Spec("old"), gone);
        assertThat(seen.green()).isFalse();
        assertThat(seen.sentence()).contains("connection refused");
    }

    @Test
    void whatIsNotKnownIsSaid() throws Exception {
        var server = TwoServers.old("postgres");
        assertThat(Written.since(server, List.of("postgres"), key -> Optional.empty()))
                .containsExactly("postgres: not known, it was not filled whole");
        assertThat(Written.since(server, List.of("postgres"), key -> Optional.of("9999999999 9999999999 9999999999")))
                .containsExactly("postgres: not known, the server's counters have begun anew");
        assertThat(Written.since(server, List.of("nowhere"), key -> Optional.of("0 0 0"))
                        .getFirst())
                .startsWith("nowhere: not known: ");
    }
}
