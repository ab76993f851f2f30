package dev.holdpoint.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who somebody is, told from a made-up /proc: what su and sudo do there can be tried where no test may set a login. */
class PersonTest {
    private static final long ALICE = 70_001;
    private static final long BOB = 70_002;
    private static final String NOBODY = "4294967295";

    @TempDir
    private Path proc;

    /** A process of {@code login} that runs as {@code real}, with the rights of {@code effective}. */
    private void process(String number, String login, long real, long effective) throws IOException {
        var process = Files.createDirectories(proc.resolve(number));
        Files.writeString(process.resolve("loginuid"), login);
        Files.writeString(
                process.resolve("status"), "Name:\tjava\nUid:\t%d\t%d\t%2$d\t%2$d\n".formatted(real, effective));
    }

    private long uid(int pid, long runsAs) throws IOException {
        return Person.of(new Kernel.Credentials(pid, runsAs), proc).uid();
    }

    @Test
    void whoHasBecomeSomebodyElseIsStillWhoTheyAre() throws IOException {
        process("self", String.valueOf(ALICE), ALICE, ALICE);
        process("10", String.valueOf(ALICE), BOB, BOB);
        process("11", String.valueOf(ALICE), 0, 0);
        process("12", String.valueOf(ALICE), ALICE, 0);
        assertThat(uid(10, BOB)).as("su bob").isEqualTo(ALICE);
        assertThat(uid(11, 0)).as("sudo").isEqualTo(ALICE);
        assertThat(uid(12, 0)).as("setuid").isEqualTo(ALICE);
    }

    @Test
    void twoWhoBothBecameRootAreTwo() throws IOException {
        process("self", String.valueOf(ALICE), 0, 0);
        process("10", String.valueOf(BOB), 0, 0);
        assertThat(Person.self(proc).uid()).isEqualTo(ALICE);
        assertThat(uid(10, 0)).isEqualTo(BOB);
    }

    @Test
    void whoNeverLoggedInIsWhomTheirProcessRunsAs() throws IOException {
        process("self", NOBODY, ALICE, ALICE);
        process("10", NOBODY, BOB, BOB);
        assertThat(uid(10, BOB)).isEqualTo(BOB);
        var me = (Integer) Files.getAttribute(proc.resolve("self"), "unix:uid");
        assertThat(Person.self(proc).uid()).isEqualTo(me.longValue());
    }

    @Test
    void aProcessThatIsGoneOrAnotherOneIsNobody() throws IOException {
        process("self", String.valueOf(ALICE), ALICE, ALICE);
        process("10", String.valueOf(BOB), ALICE, ALICE);
        assertThatIOException().isThrownBy(() -> uid(10, BOB)).withMessageContaining("is not what it was");
        assertThatIOException().isThrownBy(() -> uid(11, BOB));
        process("12", "", BOB, BOB);
        assertThatIOException().isThrownBy(() -> uid(12, BOB)).withMessageContaining("is no number");
    }

    @Test
    void whereTheKernelKeepsNoLoginsTheUserCounts() throws IOException {
        Files.createDirectories(proc.resolve("self"));
        assertThat(uid(10, BOB)).isEqualTo(BOB);
    }
}
