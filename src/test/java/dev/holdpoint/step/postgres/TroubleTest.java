package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TroubleTest {
    private static Trouble heard(String... lines) {
        var trouble = new Trouble();
        for (var line : lines) {
            trouble.hear(line);
        }
        return trouble;
    }

    @Test
    void theFirstErrorIsTheOneThatCounts() {
        assertThat(heard(
                                "pg_restore: creating TABLE \"public.t\"",
                                "pg_restore: error: could not execute query: ERROR:  role \"x\" does not exist",
                                "pg_restore: error: something after it")
                        .says())
                .hasValue("pg_restore: error: could not execute query: ERROR:  role \"x\" does not exist");
    }

    @Test
    void anEchoOnTheOtherEndOfThePipeCountsOnlyAlone() {
        var echo = "pg_restore: error: could not read from input file: end of file";
        var cause =
                "pg_dump: error: connection to server at \"db\" failed: FATAL:  password authentication failed for user \"a\"";
        assertThat(heard(echo, cause).says()).hasValue(cause);
        assertThat(heard(echo).says()).hasValue(echo);
    }

    @Test
    void whatTheServerSaidIsAddedToWhatPgDumpSays() {
        assertThat(heard(
                                "pg_dump: error: Dumping the contents of table \"t\" failed: PQgetResult() failed.",
                                "pg_dump: detail: Error message from server: server closed the connection unexpectedly",
                                "pg_dump: detail: Command was: COPY public.t (id) TO stdout;")
                        .says())
                .hasValue("pg_dump: error: Dumping the contents of table \"t\" failed: PQgetResult() failed."
                        + " server closed the connection unexpectedly");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_restore: warning: errors ignored on restore: 3",
                "psql:dump.sql:12: ERROR:  relation \"t\" already exists",
                "ERROR:  permission denied for table t",
                "sh: 1: /usr/lib/postgresql/15/bin/pg_dump: not found",
            })
    void aProgramsOwnWordCountsWhateverItsStatus(String line) {
        assertThat(heard(line).says()).hasValue(line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_restore: creating TABLE \"public.error: not found\"",
                "pg_dump: dumping contents of table \"public.ERROR: x\"",
                "NOTICE:  extension \"citext\" already exists, skipping",
            })
    void namesAndNoticesAreNoErrors(String line) {
        assertThat(heard(line).says()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ERROR: could not extend file \"base/1/2\": No space left on device | more disk space",
                "pg_dump: error: aborting because of server version mismatch | postgresql-client",
                "ERROR:  must be owner of extension plpgsql | owners: none",
                "ERROR:  role \"app\" does not exist | create that role",
                "ERROR:  database \"x\" is being accessed by other users | end the sessions",
                "FATAL:  password authentication failed for user \"a\" | check the password",
                "server closed the connection unexpectedly | whether the server is up",
                "FATAL:  unsupported startup parameter: options | not through a pooler",
            })
    void eachHasItsRemedy(String message, String remedy) {
        assertThat(Trouble.remedy(message)).contains(remedy);
    }
}
