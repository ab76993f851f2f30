package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is compared as rows and lies in no table of the user's: large objects, rows that an extension hands to a dump. */
@Tag("slow")
class SameContentsIT {
    private static final String NAME = SameTwins.NAME;

    private final FakeAttempt attempt = new FakeAttempt();

    @BeforeEach
    void twins() throws Exception {
        SameTwins.create(attempt);
    }

    private Evidence look() throws InterruptedException {
        return new PostgresSame()
                .observe(new PostgresSame.Spec("old", "new", List.of(), 2, List.of(), Owners.KEEP), attempt);
    }

    private Evidence after(String sql) throws Exception {
        TwoServers.run(TwoServers.fresh(NAME), sql);
        return look();
    }

    @Test
    void aLargeObjectWithHolesIsTheSameAsOneWithZeros() throws Exception {
        TwoServers.run(TwoServers.old(NAME), "SELECT lo_create(4712); SELECT lo_put(4712, 100000, 'x')");
        assertThat(after("SELECT lo_from_bytea(4712, decode(repeat('00', 100000) || '78', 'hex'))")
                        .sentence())
                .isEqualTo("1 database, 6 tables, 750 rows, 2 large objects, 0 differences");
        assertThat(after("SELECT lo_put(4712, 5000, 'y')").details())
                .contains("contents of large object same.4712: differ");
    }

    @Test
    void manyLargeObjectsStayOnTheServers() throws Exception {
        TwoServers.both(NAME, "SELECT count(lo_create(20000 + i)) FROM generate_series(1, 30000) i");
        assertThat(look().sentence()).endsWith(", 30,001 large objects, 0 differences");
        var evidence = after("SELECT lo_unlink(45678); ALTER LARGE OBJECT 34567 OWNER TO same_reader");
        assertThat(evidence.details())
                .contains("large object same.34567: owner differs", "large object same.45678: missing on the target");
    }

    /** Rows of an extension's table are its own affair, unless it says that a dump carries them. */
    @Test
    void rowsThatAnExtensionHandsToADump() throws Exception {
        TwoServers.both(NAME, """
                CREATE EXTENSION citext; CREATE TABLE config (id int PRIMARY KEY, v text); CREATE TABLE inner_one (id int);
                ALTER EXTENSION citext ADD TABLE config; ALTER EXTENSION citext ADD TABLE inner_one;
                UPDATE pg_extension SET extconfig = ARRAY['config'::regclass::oid], extcondition = ARRAY['WHERE id > 10']
                  WHERE extname = 'citext';
                INSERT INTO config VALUES (1, 'own'), (11, 'somebody''s'); ANALYZE config""");
        assertThat(after("UPDATE config SET v = 'x' WHERE id = 1; INSERT INTO inner_one VALUES (1)")
                        .sentence())
                .isEqualTo("1 database, 7 tables, 751 rows, 1 large object, 0 differences");
        assertThat(after("UPDATE config SET v = 'x' WHERE id = 11").details())
                .contains("same.public.config row id=11: v differs");
    }

    @Test
    void theContentsOfALargeObject() throws Exception {
        assertThat(after("SELECT lo_put(4711, 5000, 'changed')").details())
                .contains("contents of large object same.4711: differ");
        assertThat(after("SELECT lo_unlink(4711)").details())
                .contains("large object same.4711: missing on the target")
                .noneMatch(it -> it.startsWith("contents"))
                .hasSize(2);
    }
}
