package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.target.database.Login;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a real server says of what there is to move. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
class CensusIT {
    private static MoveServers servers;

    @BeforeAll
    static void start() throws Exception {
        servers = new MoveServers();
    }

    @AfterAll
    static void stop() throws IOException {
        servers.close();
    }

    /** Which databases go first hangs on it: compared by rules of a language, values take several times as long to sort. */
    @Test
    void anIndexOnTextIsMoreWorkThanItsBytesUnlessTheyAreComparedAsBytes() throws Exception {
        MoveServers.sql(servers.source("postgres"), "create database words template template0 lc_collate 'C.UTF-8'");
        MoveServers.sql(
                servers.source("words"),
                "create table word (number int, spoken text, plain text collate \"C\", sorted name)",
                "insert into word select i, i, i, i from generate_series(1, 100) i",
                "create index by_number on word (number)",
                "create index by_plain on word (plain, sorted)",
                "create index by_spoken on word (number, spoken)",
                "create index by_rule on word (lower(spoken))");
        try (var source = Login.open(servers.source("words"), "test")) {
            var census = Census.take("words", source, List.of());

            assertThat(census.indexes())
                    .filteredOn(Census.Index::collated)
                    .extracting(Census.Index::name)
                    .containsExactlyInAnyOrder("by_spoken", "by_rule");
            assertThat(census.effort())
                    .isEqualTo(census.bytes()
                            + 4
                                    * census.indexes().stream()
                                            .filter(Census.Index::collated)
                                            .mapToLong(Census.Index::bytes)
                                            .sum());
        }
    }
}
