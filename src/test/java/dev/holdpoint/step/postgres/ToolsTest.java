package dev.holdpoint.step.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.target.TargetProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsTest {
    @TempDir
    Path folder;

    private static List<Tools> tools(int... majors) {
        return IntStream.of(majors).mapToObj(it -> new Tools(it, Path.of("/x"))).toList();
    }

    @Test
    void theTargetsOwnProgramsAreBestAndOldOnesAreRefused() {
        var installed = tools(14, 15, 17);
        assertThat(Tools.choose(installed, 13, 15).major()).isEqualTo(15);
        assertThat(Tools.choose(installed, 15, 16).major()).isEqualTo(15);
        assertThat(Tools.choose(installed, 15, 18).major()).isEqualTo(17);
        assertThatThrownBy(() -> Tools.choose(installed, 18, 18))
                .isInstanceOf(TargetProblem.class)
                .hasMessage(
                        "pg_dump here is version 17 and cannot read a server of version 18; install the package postgresql-client-18");
        assertThatThrownBy(() -> Tools.choose(List.of(), 15, 15)).hasMessageContaining("pg_dump is not installed");
    }

    /** Debian 13 has 17 and nothing else. */
    @Test
    void programsWhoseFirstStatementTheTargetRefusesAreNone() {
        assertThatThrownBy(() -> Tools.choose(tools(14, 17), 15, 16))
                .isInstanceOf(TargetProblem.class)
                .hasMessage("pg_restore here is version 17 and sets what a server of version 16 does not know"
                        + " (transaction_timeout); install the package postgresql-client-16");
        assertThat(ReadyServers.programs(tools(17), 15, 16).verdict()).isEqualTo(Finding.Verdict.WRONG);
        assertThatThrownBy(() -> Tools.restoring(tools(18), 15, 16)).hasMessageContaining("transaction_timeout");
        assertThatThrownBy(() -> Tools.restoring(tools(16, 17), 17, 16))
                .hasMessage("the dump is of pg_dump 17 and sets what a server of version 16 does not know;"
                        + " dump with the programs of version 16");
    }

    /** With a dump into a file and its restore as with one piped into the other. */
    @Test
    void whereOneWayHasProgramsTheOtherHas() {
        for (var source = 13; source <= 18; source++) {
            for (var target = source; target <= 18; target++) {
                for (var bits = 1; bits < 64; bits++) {
                    var which = bits;
                    var installed = tools(IntStream.rangeClosed(13, 18)
                            .filter(it -> (which >> (it - 13) & 1) == 1)
                            .toArray());
                    var from = source;
                    var to = target;
                    assertThat(chosen(() -> {
                                var dump = Tools.dumping(installed, from).major();
                                Tools.restoring(installed, dump < 16 ? 0 : Math.min(dump, 17), to);
                            }))
                            .as("%s from %d to %d", installed, from, to)
                            .isEqualTo(chosen(() -> Tools.choose(installed, from, to)));
                }
            }
        }
    }

    private static boolean chosen(Runnable choice) {
        try {
            choice.run();
            return true;
        } catch (TargetProblem none) {
            return false;
        }
    }

    @Test
    void anOldProgramWritesToANewServer() {
        assertThat(Tools.dumping(tools(15, 17), 15).major()).isEqualTo(15);
        assertThat(Tools.restoring(tools(15), 0, 16).major()).isEqualTo(15);
        assertThat(Tools.restoring(tools(13, 15, 17), 0, 16).major()).isEqualTo(15);
        assertThatThrownBy(() -> Tools.restoring(tools(15), 16, 18))
                .hasMessage(
                        "pg_restore here is version 15 and cannot read a dump of version 16; install the package postgresql-client-18");
        assertThatThrownBy(() -> Tools.restoring(List.of(), 0, 16))
                .hasMessage("pg_restore is not installed here; install the package postgresql-client-16");
    }

    @Test
    void aDumpSaysWhoCanReadIt() throws IOException {
        assertThat(Archive.reader(dump("a.dump", "PGDMP\1\16\0"))).isZero();
        assertThat(Archive.reader(dump("b.dump", "PGDMP\1\17\0"))).isEqualTo(16);
        assertThat(Archive.reader(dump("c.dump", "PGDMP\1\20\0"))).isEqualTo(17);
        assertThat(Archive.reader(dump("d.dir/toc.dat", "PGDMP\1\20\0").getParent()))
                .isEqualTo(17);
        var header = "toc.dat\0".concat("\0".repeat(249)).concat("ustar\0").concat("\0".repeat(249));
        assertThat(Archive.reader(dump("e.tar", header + "PGDMP\1\17\0" + "\0".repeat(1024))))
                .isEqualTo(16);
        assertThat(Archive.reader(plain("16.4"))).isZero();
        assertThat(Archive.reader(plain("17.2"))).isEqualTo(17);
    }

    private Path plain(String writer) throws IOException {
        return dump("f.sql", """
                        --
                        -- PostgreSQL database dump
                        --

                        -- Dumped from database version 15.8
                        -- Dumped by pg_dump version @WRITER@

                        -- PostgreSQL database dump complete
                        """.replace("@WRITER@", writer));
    }

    private Path dump(String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content, ISO_8859_1);
    }

    @Test
    void programsAreFoundWhereDistributionsPutThem() throws Exception {
        for (var program :
                List.of("15/bin/pg_dump", "15/bin/psql", "pgsql-16/bin/pg_dump", "pgsql-16/bin/psql", "14/bin/psql")) {
            var file = folder.resolve(program);
            Files.createDirectories(file.getParent());
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        assertThat(Tools.below(folder)).extracting(Tools::major).containsExactlyInAnyOrder(15, 16);
        assertThat(Tools.below(folder.resolve("missing"))).isEmpty();
    }
}
