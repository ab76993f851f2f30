package dev.holdpoint.step.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.FakeAttempt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSameTest {
    private static final String TABLES = "CREATE TABLE a(x); INSERT INTO a VALUES (1), (2); "
            + "CREATE TABLE \"it's \"\"odd\"\"\n;\"(x); INSERT INTO \"it's \"\"odd\"\"\n;\" VALUES (3);";

    private final FakeAttempt attempt = new FakeAttempt().at("old", Map.of()).at("new", Map.of());

    @TempDir
    Path folder;

    private Path original;
    private Path copy;

    @BeforeEach
    void databases() throws Exception {
        original = folder.resolve("-it's \"$(x)\" ? # % \n ü.db");
        copy = folder.resolve("copy.db");
        sql(original, TABLES);
        Files.copy(original, copy);
    }

    private void sql(Path file, String text) throws Exception {
        Files.writeString(folder.resolve("sql"), text);
        var process = new ProcessBuilder("sqlite3", file.toString())
                .redirectInput(folder.resolve("sql").toFile())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
    }

    private Evidence look() throws Exception {
        return new SqliteSame().observe(new SqliteSame.Spec("old:" + original, "new:" + copy, null), attempt);
    }

    @Test
    void aCopyIsTheSameByBytesOrByRows() throws Exception {
        assertThat(look().sentence()).isEqualTo("2 tables, 3 rows, byte for byte the same; the copy is whole");
        Files.delete(copy);
        sql(copy, "PRAGMA page_size = 8192; " + TABLES);
        assertThat(look().sentence())
                .isEqualTo("2 tables, 3 rows, as many in each on both, other bytes; the copy is whole");
        assertThat(look().green()).isTrue();
    }

    @Test
    void whatDiffersIsNamed() throws Exception {
        sql(copy, "INSERT INTO a VALUES (9); CREATE TABLE more(x); DROP TABLE \"it's \"\"odd\"\"\n;\";");
        var seen = look();
        assertThat(seen.green()).isFalse();
        assertThat(seen.details())
                .containsExactly(
                        "table a has 2 rows, and 3 in new:" + copy,
                        "table it's \"odd\"\\n; is not in new:" + copy,
                        "table more is only in new:" + copy);
    }

    @Test
    void aLogADamageAndAMissingFileAreSaid() throws Exception {
        var log = Files.writeString(Path.of(original + "-wal"), "12345");
        assertThat(look().sentence()).endsWith("its wal holds 5 bytes: stop the service that writes it first");
        Files.writeString(log, "");
        assertThat(look().green()).isTrue();
        var bytes = Files.readAllBytes(copy);
        java.util.Arrays.fill(bytes, 4096, bytes.length, (byte) 7);
        Files.write(copy, bytes, StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(look().green()).isFalse();
        Files.delete(copy);
        assertThat(look().sentence()).isEqualTo("new:" + copy + ": it is not there");
    }

    @Test
    void pythonDoesWhereSqliteIsNotThere() throws Exception {
        var bin = Files.createDirectories(folder.resolve("bin"));
        for (var program : new String[] {"sha256sum", "od", "tr", "sed", "wc", "id", "env"}) {
            wrapped(bin, program);
        }
        attempt.at("old", Map.of("PATH", bin.toString()));
        assertThat(look().sentence()).endsWith("neither sqlite3 nor python3 is there; install sqlite3");
        var python = Path.of("/usr/bin/python3");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(python));
        wrapped(bin, "python3");
        assertThat(look().sentence()).isEqualTo("2 tables, 3 rows, byte for byte the same; the copy is whole");
    }

    private static void wrapped(Path bin, String program) throws IOException {
        var file = Files.writeString(bin.resolve(program), "#!/bin/sh\nexec /usr/bin/" + program + " \"$@\"\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
