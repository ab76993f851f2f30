package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partition whose rows are on a server that cannot be reached is no reason to drop all that has arrived. */
@Tag("slow")
@SuppressWarnings("NullAway.Init")
class StatisticsIT {
    private static final String[] SCHEMA = {
        "create extension file_fdw",
        "create server gone foreign data wrapper file_fdw",
        "create table parted (id int, v int) partition by range (id)",
        "create table parted_1 partition of parted for values from (0) to (100) partition by range (id)",
        "create table parted_2 partition of parted for values from (100) to (200) partition by range (id)",
        "create table here partition of parted_1 for values from (0) to (50)",
        "create foreign table there partition of parted_1 for values from (50) to (100) server gone options (filename '/nowhere')",
        "create table under partition of parted_2 for values from (100) to (200)",
        "create table alone (id int primary key)",
        "insert into parted select i, i from generate_series(1, 49) i",
        "insert into parted select i, i from generate_series(100, 149) i",
        "alter table here replica identity full",
        "alter table under replica identity full",
        "insert into alone values (1), (2)"
    };

    private static HotServers hot;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws IOException {
        hot = new HotServers();
    }

    @AfterAll
    static void stop() throws IOException {
        hot.close();
    }

    private static List<String> known() {
        return hot.onNew("select distinct tablename from pg_stats where schemaname = 'public' order by 1");
    }

    @Test
    void aMoveLooksAtTheOtherParts() throws Exception {
        hot.fresh(SCHEMA);
        var move = new Move.Spec("old", "new", null, null, false, Owners.KEEP, null);

        HotServers.done(new Move(), move, hot.attempt(folder));

        assertThat(known()).containsExactly("alone", "here", "parted_2", "under");
        assertThat(hot.onNew("select count(*) from here")).containsExactly("49");
    }

    @Test
    void aSubscriptionToo() throws Exception {
        var name = hot.fresh(SCHEMA);
        HotServers.done(
                new Publish(), new Publish.Spec("old", List.of("here", "under", "alone"), name), hot.attempt(folder));
        var spec = new Subscribe.Spec("old", "new", name, null, null, Subscribe.Tables.COPY, Owners.KEEP);
        var attempt = hot.attempt(folder);

        HotServers.done(new Subscribe(), spec, attempt);

        assertThat(known()).containsExactly("alone", "here", "parted_2", "under");
        HotServers.undone(new Subscribe(), spec, attempt);
    }
}
