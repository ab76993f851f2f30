package dev.holdpoint.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnWordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "pg_dump: error: connection to server failed",
                "  psql: fatal: no such database",
                "\u001b[1;31mvacuumdb: error: \u001b[0mit failed",
                " \u001b[1m \u001b[0m createdb: error: it is there",
                "clusterdb: error: x",
                "dropdb: error: x",
                "reindexdb: fatal: x",
                "ERROR:  relation does not exist",
                "psql:/tmp/a.sql:12: ERROR:  syntax error",
                "FATAL:  the database system is shutting down",
                "PANIC:  could not write",
                "FEHLER:  Relation existiert nicht",
                "psql:/tmp/a.sql:12: ОШИБКА:  ошибка синтаксиса",
                "HATA:  bir hata",
                "\u2003pg_restore: warning: errors ignored on restore: 3",
                "WARNING: errors ignored on restore: 3"
            })
    void whatSaysThatSomethingFailed(String line) {
        assertThat(OwnWords.complains(line)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "\u001b[0m",
                "02:14:31 ERROR:  of another program",
                "ERROR: one blank is another program's",
                "pg_dump: dumping contents of table \"error\"",
                "pg_restore: warning: something else"
            })
    void whatDoesNot(String line) {
        assertThat(OwnWords.complains(line)).isFalse();
    }
}
