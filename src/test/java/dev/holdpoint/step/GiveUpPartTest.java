package dev.holdpoint.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.PartTrial.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last step of parts/rollback.yml deletes what was named and nothing else, and its undo believes no backup that brings nothing back. */
class GiveUpPartTest {
    @TempDir
    private Path folder;

    private Path state;
    private PartTrial part;

    @BeforeEach
    void aState() throws IOException {
        folder = folder.toRealPath();
        state = Files.createDirectories(folder.resolve("var/lib/my app"));
        Files.writeString(state.resolve("file"), "data");
        part = new PartTrial(folder, "rollback.yml");
        part.give("old_state", state);
        part.give("backup_way", "restic");
        part.give("backup_repository", "/backup");
        part.give("backup_proof", "false");
    }

    private Ran delete() throws Exception {
        return part.does("delete");
    }

    private Ran undo() throws Exception {
        return part.run(PartTrial.maps(part.step("delete"), "undo").getFirst().get("shell"));
    }

    private Ran proof() throws Exception {
        return part.looks("delete", "the backup of the stopped state is there");
    }

    private Ran startsAgain() throws Exception {
        return part.run(
                PartTrial.maps(part.step("stays-off"), "undo").getFirst().get("shell"));
    }

    private void refused(String path, String why) throws Exception {
        part.give("old_state", path);
        var ran = delete();
        assertThat(ran.status()).as(ran.says()).isNotZero();
        assertThat(ran.says()).contains("not deleting").contains(why);
        assertThat(state.resolve("file")).exists();
    }

    /** A rollback would stop there, before the proxy has the old address again. */
    @Test
    void whatOnlyTheFlakeStartsAgainDoesNotHoldTheWayBackUp() throws Exception {
        part.give("unit", "git");
        var enabled = folder.resolve("enabled");
        part.standIn(
                "systemctl",
                "case $1 in enable) touch '%1$s' ;; *) [ -e '%1$s' ] && echo enabled ;; esac".formatted(enabled));
        assertThat(startsAgain()).isEqualTo(new Ran(0, "it starts with the old host again\n"));
        assertThat(enabled).exists();
        part.standIn("systemctl", "case $1 in enable) echo Read-only file system; exit 1 ;; *) echo linked ;; esac");
        var linked = startsAgain();
        assertThat(linked.status()).isZero();
        assertThat(linked.says()).contains("back in the flake when this rollback is through");
        part.standIn("systemctl", "case $1 in enable) echo Access denied >&2 ;; *) echo disabled ;; esac; exit 1");
        var refused = startsAgain();
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.says()).startsWith("Access denied\nit is disabled").contains("systemctl enable git");
    }

    @Test
    void itIsDeletedAgainWhereThatWasCutShort() throws Exception {
        var beside = Files.writeString(state.resolveSibling("my app2"), "");
        var half = Files.createDirectory(state.resolveSibling("my app.given-up"));
        Files.writeString(half.resolve("rest"), "");
        assertThat(delete().status()).isZero();
        assertThat(state).doesNotExist();
        assertThat(half).doesNotExist();
        assertThat(beside).exists();
        assertThat(delete().status()).isZero();
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
        part.standIn("findmnt", "printf '%s\\n' / '" + state.toString().replace(" ", "\\x20") + "/inside'");
        refused(state.toString(), "something else is mounted there");
        part.standIn("findmnt", "printf '%s\\n' / '" + state.toString().replace(" ", "\\x20") + "'");
        refused(state.toString(), "something else is mounted there");
        part.standIn("findmnt", ":");
        refused(state.toString(), "cannot be seen");
        part.standIn("findmnt", "exit 1");
        part.standIn("cut", "exit 1");
        refused(state.toString(), "cannot be seen");
        part.standIn("findmnt", "echo /");
        part.standIn("realpath", "exit 127");
        refused(state.toString(), "realpath");
    }

    @Test
    void theUndoFailsWhereNothingCameBack() throws Exception {
        part.give("snapshot", "0123abcd");
        part.standIn("restic", "echo \"restic $*, in $RESTIC_REPOSITORY\"");
        assertThat(undo()).isEqualTo(new Ran(0, state + " was not deleted\n"));
        delete();
        assertThat(undo().status()).isNotZero();
        Files.createDirectory(state);
        var empty = undo();
        assertThat(empty.status()).isNotZero();
        assertThat(empty.says())
                .contains("restic restore 0123abcd --target / --include " + state + ", in /backup")
                .contains("nothing is in " + state);
        part.standIn("restic", "touch '" + state + "/file'");
        assertThat(undo().status()).isZero();
    }

    /** Not one of another host or of another year, and not the one that was made while the service ran. */
    @Test
    void onlyTheSnapshotOfTheStoppedStateCounts() throws Exception {
        part.standIn("restic", "echo '[{\"short_id\":\"0123abcd\"}]'");
        assertThat(proof().status()).isEqualTo(1);
        delete();
        assertThat(undo().says()).contains("no snapshot of the stopped state is known");
        var backup = part.step("backup");
        var snapshot = (Map<?, ?>) ((Map<?, ?>) backup.get("capture")).get("snapshot");
        assertThat("snapshot 0123abcd saved").matches(snapshot.get("regex").toString());
        var order = List.of("stays-off", "asks", "quiet", "backup", "backup-by-program", "delete");
        assertThat(part.steps()).isEqualTo(order);
    }

    @Test
    void whatAProgramBackedUpIsBroughtBackByHand() throws Exception {
        part.give("backup_way", "program");
        delete();
        var ran = undo();
        assertThat(ran.status()).isNotZero();
        assertThat(ran.says()).contains("bring " + state + " back from it by hand");
    }

    @Test
    void theGateLooksForTheBackup() throws Exception {
        part.give("snapshot", "0123abcd");
        part.standIn("restic", "echo '[]'");
        assertThat(proof().status()).isNotZero();
        part.standIn("restic", "echo '[{\"short_id\":\"0123abcd\"}]'");
        assertThat(proof()).isEqualTo(new Ran(0, "[{\"short_id\":\"0123abcd\"}]\n"));
        part.standIn("restic", "exit 10");
        assertThat(proof().status()).isNotZero();
        part.give("backup_way", "program");
        assertThat(proof().status()).isNotZero();
        part.give("backup_proof", "test -d");
        assertThat(proof().status()).isZero();
    }
}
