package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                        "pg_dump -h db1 -p 5432 -U app -Fc -Z0 --exclude-table='*.seaql_*' 'it's' | pg_restore -h db2 -p 5433 -U app"
                                + " --exit-on-error --verbose -d 'it's'",
                        "ANALYZE of every table in 'it's' on new");
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
    void theTargetsOwnProgramsAreBestAndOldOnesAreRefused() {
        var installed = List.of(tools(14), tools(15), tools(17));
        assertThat(Tools.choose(installed, 13, 15).major()).isEqualTo(15);
        assertThat(Tools.choose(installed, 15, 16).major()).isEqualTo(15);
        assertThat(Tools.choose(installed, 16, 15).major()).isEqualTo(17);
        assertThatThrownBy(() -> Tools.choose(installed, 18, 18))
                .isInstanceOf(TargetProblem.class)
                .hasMessage(
                        "pg_dump here is version 17 and cannot read a server of version 18; install the package postgresql-client-18");
        assertThatThrownBy(() -> Tools.choose(List.of(), 15, 15)).hasMessageContaining("pg_dump is not installed");
    }

    private static Tools tools(int major) {
        return new Tools(major, Path.of("/x"));
    }

    @Test
    void programsAreFoundWhereDistributionsPutThem(@TempDir Path home) throws Exception {
        for (var program :
                List.of("15/bin/pg_dump", "15/bin/psql", "pgsql-16/bin/pg_dump", "pgsql-16/bin/psql", "14/bin/psql")) {
            var file = home.resolve(program);
            Files.createDirectories(file.getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        assertThat(Tools.below(home)).extracting(Tools::major).containsExactlyInAnyOrder(15, 16);
        assertThat(Tools.below(home.resolve("missing"))).isEmpty();
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
