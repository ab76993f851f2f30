package dev.holdpoint.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The last step of parts/rollback.yml deletes what was named and nothing else, and its undo believes no backup that brings nothing back. */
class GiveUpPartTest {
    @TempDir
    private Path folder;

    private Path state;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void aState() throws IOException {
        folder = folder.toRealPath();
        state = Files.createDirectories(folder.resolve("var/lib/my app"));
        Files.writeString(state.resolve("file"), "data");
        Files.createDirectory(folder.resolve("bin"));
        environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("old_state", state.toString());
        environment.put("backup_way", "restic");
        environment.put("backup_repository", "/backup");
        environment.put("backup_proof", "false");
    }

    private static Map<?, ?> delete() throws IOException {
        var part = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("checklists/parts/rollback.yml")));
        return (Map<?, ?>) ((List<?>) part.get("steps")).getLast();
    }

    private static String undo() throws IOException {
        return ((Map<?, ?>) ((List<?>) delete().get("undo")).getFirst())
                .get("shell")
                .toString();
    }

    private static String proof() throws IOException {
        var checks = (List<?>) ((Map<?, ?>) delete().get("hold")).get("checks");
        return ((Map<?, ?>) ((Map<?, ?>) checks.getLast()).get("shell"))
                .get("run")
                .toString();
    }

    private void standIn(String name, String text) throws IOException {
        var program = Files.writeString(folder.resolve("bin").resolve(name), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private record Ran(int status, String says) {}

    private Ran run(String text) throws Exception {
        var sh = new ProcessBuilder("sh", "-c", text).redirectErrorStream(true).directory(folder.toFile());
        sh.environment().putAll(environment);
        var running = sh.start();
        var says = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(running.waitFor(), says);
    }

    private void refused(String path, String why) throws Exception {
        environment.put("old_state", path);
        var ran = run(delete().get("shell").toString());
        assertThat(ran.status()).as(ran.says()).isNotZero();
        assertThat(ran.says()).contains("not deleting").contains(why);
        assertThat(state.resolve("file")).exists();
    }

    @Test
    void itIsDeletedAgainWhereThatWasCutShort() throws Exception {
        var beside = Files.writeString(state.resolveSibling("my app2"), "");
        var half = Files.createDirectory(state.resolveSibling("my app.given-up"));
        Files.writeString(half.resolve("rest"), "");
        assertThat(run(delete().get("shell").toString()).status()).isZero();
        assertThat(state).doesNotExist();
        assertThat(half).doesNotExist();
        assertThat(beside).exists();
        assertThat(run(delete().get("shell").toString()).status()).isZero();
    }

    @Test
    void aPathThatIsNotItselfIsRefused() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("var/lib/link"), state);
        refused(link.toString(), "it leads to " + state);
        refused(folder + "/var/lib/../lib/my app", "it leads to");
        refused(state + "/", "it leads to");
        refused("/var", "less than three parts");
        refused("/home/nobody-is-called-so", "less than three parts");
    }

    @Test
    void whatIsMountedThereIsNotDeletedAndWithoutKnowingNothingIs() throws Exception {
        standIn("findmnt", "printf '%s\\n' / '" + state.toString().replace(" ", "\\x20") + "/inside'");
        refused(state.toString(), "something else is mounted there");
        standIn("findmnt", "printf '%s\\n' / '" + state.toString().replace(" ", "\\x20") + "'");
        refused(state.toString(), "something else is mounted there");
        standIn("findmnt", ":");
        refused(state.toString(), "cannot be seen");
        standIn("findmnt", "exit 1");
        standIn("cut", "exit 1");
        refused(state.toString(), "cannot be seen");
        standIn("findmnt", "echo /");
        standIn("realpath", "exit 127");
        refused(state.toString(), "realpath");
    }

    @Test
    void theUndoFailsWhereNothingCameBack() throws Exception {
        standIn("restic", "echo \"restic $*\"");
        assertThat(run(undo())).isEqualTo(new Ran(0, state + " was not deleted\n"));
        run(delete().get("shell").toString());
        assertThat(run(undo()).status()).isNotZero();
        Files.createDirectory(state);
        var empty = run(undo());
        assertThat(empty.status()).isNotZero();
        assertThat(empty.says())
                .contains("restore latest --tag pre-migration --path " + state + " --target / --include " + state)
                .contains("nothing is in " + state);
        standIn("restic", "touch '" + state + "/file'");
        assertThat(run(undo()).status()).isZero();
    }

    @Test
    void whatAProgramBackedUpIsBroughtBackByHand() throws Exception {
        environment.put("backup_way", "program");
        run(delete().get("shell").toString());
        var ran = run(undo());
        assertThat(ran.status()).isNotZero();
        assertThat(ran.says()).contains("bring " + state + " back from it by hand");
    }

    @Test
    void theGateLooksForTheBackup() throws Exception {
        standIn("restic", "echo '[]'");
        assertThat(run(proof()).status()).isNotZero();
        standIn("restic", "echo '[{\"short_id\":\"0123abcd\"}]'");
        assertThat(run(proof())).isEqualTo(new Ran(0, "[{\"short_id\":\"0123abcd\"}]\n"));
        standIn("restic", "exit 10");
        assertThat(run(proof()).status()).isNotZero();
        environment.put("backup_way", "program");
        assertThat(run(proof()).status()).isNotZero();
        environment.put("backup_proof", "test -d");
        assertThat(run(proof()).status()).isZero();
    }
}
