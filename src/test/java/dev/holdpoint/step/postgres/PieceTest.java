package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.target.database.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PieceTest {
    private static final Database FROM = new Database("old", "db1", 5432, "it's", "app", "hunter2", "require");
    private static final Database TO = new Database("new", "db2", 5433, "it's", "app", "swordfish");

    private static Piece piece(Owners owners, List<String> exclude, Apart apart) {
        return new Piece(new Tools(15, Path.of("/pg/bin")), FROM, TO, owners, exclude, apart, 0);
    }

    @Test
    void nothingOfAValueIsInTheText() {
        var script = piece(Owners.NONE, List.of("a$(x)", "b"), Apart.NONE).script();
        assertThat(script.text())
                .doesNotContain("hunter2", "swordfish", "it's", "a$(x)", "db1", "/pg/bin")
                .contains("--exclude-table=\"$EXCLUDE_1\" --exclude-table=\"$EXCLUDE_2\"")
                .contains("--exit-on-error")
                .contains("--no-owner --no-acl");
        assertThat(script.environment())
                .containsEntry("FROM_PGPASSWORD", "hunter2")
                .containsEntry("TO_PGPASSWORD", "swordfish")
                .containsEntry("FROM_PGSSLMODE", "require")
                .containsEntry("TO_PGSSLMODE", "prefer")
                .containsEntry("EXCLUDE_1", "*.a$(x)")
                .containsEntry("TO_CONNECTION", "dbname='it\\'s'");
    }

    @Test
    void bothEndsOfEachPipeAreAsked() {
        assertThat(piece(Owners.KEEP, List.of(), Apart.NONE).script().text())
                .contains("echo \"pg_dump=$?\" >&4")
                .contains("echo \"pg_restore=$?\" >&4")
                .contains("all_well 2 \"$ends\"");
        var copies =
                List.of(new Apart.Copy("t", "a", "i"), new Apart.Copy("t", "b", "i"), new Apart.Copy("t", "c", "i"));
        var wide = new Apart(List.of("\"public\".\"t\""), "UTF8", copies, true, "by lanes");
        assertThat(piece(Owners.KEEP, List.of(), wide).script().text())
                .contains("all_well 8 \"$ends\"")
                .contains("copy 3 \"$APART_OUT_3\" \"$APART_INTO_3\" &");
        // Whoever holds the snapshot, and both ends of a lane, before their first transaction.
        assertThat(piece(Owners.KEEP, List.of(), wide).script().text().split("\\$MORE_PATIENT", -1))
                .hasSize(4);
        var each = new Apart(List.of("t", "u", "v"), "UTF8", copies, false, "in binary form");
        assertThat(piece(Owners.KEEP, List.of(), each).script().text())
                .contains("--exclude-table-data=\"$APART_TABLE_1\" --exclude-table-data=\"$APART_TABLE_2\"")
                .contains("copy 3 \"$APART_OUT_3\" \"$APART_INTO_3\" \"$APART_NAME_3\"\n")
                .doesNotContain("rest &");
    }

    @Test
    void aPreviewHoldsNoPassword() {
        assertThat(piece(Owners.KEEP, List.of("seaql_*"), Apart.NONE).preview())
                .containsExactly(
                        "pg_dump -h db1 -p 5432 -U app -Fc -Z0 --no-subscriptions --exclude-table='*.seaql_*' 'it'\\''s' | pg_restore -h db2 -p 5433 -U app"
                                + " --exit-on-error --verbose -d 'it'\\''s'",
                        "ANALYZE of every table in 'it's' on new");
    }

    /** libpq would take such a name for a connection string, and a program for an option. */
    @Test
    void aNameIsShownAsAShellAndLibpqReadIt() {
        assertThat(List.of("jobs", "a b", "it's", "a=b", "postgres://x", "-v").stream()
                        .map(MoveText::named))
                .containsExactly(
                        "jobs",
                        "'a b'",
                        "'it'\\''s'",
                        "'dbname='\\''a=b'\\'''",
                        "'dbname='\\''postgres://x'\\'''",
                        "'dbname='\\''-v'\\'''");
    }

    @Test
    void filesAndHostsAreShownAsAShellReadsThem() {
        var attempt = new FakeAttempt();
        attempt.files = Path.of("/var/my run");
        attempt.databases.put("old", new Database("old", "db 1", 5432, "app", "it's me", "hunter2"));
        var dump = new Dump.Spec("old", null, null, "a;b.dump", null, Format.CUSTOM, null, null, List.of("t'$(x)"));
        assertThat(new Dump().preview(dump, attempt))
                .containsExactly(
                        "pg_dump -h 'db 1' -p 5432 -U 'it'\\''s me' -Fc --verbose --exclude-table='*.t'\\''$(x)'"
                                + " -f '/var/my run/a;b.dump.part' app",
                        "pg_restore --list '/var/my run/a;b.dump.part'",
                        "mv -f -- '/var/my run/a;b.dump.part' '/var/my run/a;b.dump'");
        var restore = new Restore.Spec("old", null, null, "a;b.dump", null, false, Owners.KEEP, null);
        assertThat(new Restore().preview(restore, attempt))
                .contains(
                        "pg_restore -h 'db 1' -p 5432 -U 'it'\\''s me' --exit-on-error --verbose --no-subscriptions -d app"
                                + " '/var/my run/a;b.dump'");
    }

    /** Which tables, is known when the source is asked; a plan asks nobody. */
    @Test
    void aPlanSaysWhatItDoesNotKnowYet() {
        var attempt = new FakeAttempt();
        attempt.databases.put("old", FROM);
        attempt.databases.put("new", TO);
        var move = new Move.Spec("old", "new", List.of("jobs"), null, false, Owners.KEEP, null);
        assertThat(new Move().preview(move, attempt))
                .last()
                .isEqualTo(
                        "the rows of tables of 16 MB and more may go apart from the dump, by COPY under one snapshot with it");
        var restore = new Restore.Spec("new", null, List.of("jobs"), null, "dumps", false, Owners.KEEP, null);
        assertThat(new Restore().preview(restore, attempt)).last().isEqualTo("ANALYZE of every table in 'jobs' on new");
    }

    @Test
    void aHugeTableGetsLanesWhereCoresAreFree() {
        var huge = census(3L << 30, 1L << 30);
        assertThat(Apart.lanesFor(huge, 15, 8)).isEqualTo(8);
        assertThat(Apart.lanesFor(huge, 15, 2)).isZero();
        assertThat(Apart.lanesFor(huge, 13, 8)).isZero();
        assertThat(Apart.lanesFor(census(3L << 30, 4L << 30), 15, 8)).isEqualTo(8);
        assertThat(Apart.lanesFor(census(2L << 20, 1), 15, 8)).isZero();
        assertThat(Apart.lanesFor(new Census("x", List.of(), List.of()), 15, 8)).isZero();
    }

    private static Census census(long largest, long other) {
        var bytes = Math.max(largest, other);
        return new Census(
                "x",
                List.of(
                        new Census.Table(1, "public", "a", 1, bytes, 1),
                        new Census.Table(2, "public", "b", 1, Math.min(largest, other), 1)),
                List.of());
    }

    @Test
    void numbersReadWell() {
        assertThat(Amount.bytes(999)).isEqualTo("999 B");
        assertThat(Amount.bytes(214_000_000)).isEqualTo("214 MB");
        assertThat(Amount.bytes(5_400_000_000L)).isEqualTo("5.4 GB");
        assertThat(Amount.rows(3_100_000)).isEqualTo("3,100,000");
        assertThat(Amount.rows(38_112_904)).isEqualTo("38.1 M");
        assertThat(Amount.time(Duration.ofSeconds(41))).isEqualTo("0:41");
        assertThat(Amount.time(Duration.ofSeconds(3723))).isEqualTo("1:02:03");
        assertThat(Amount.count(1, "database")).isEqualTo("1 database");
    }
}
