package dev.holdpoint.target.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdpoint.target.TargetProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on a real disk of 256 KiB. */
@Tag("slow")
class FullDiskIT {
    @TempDir
    private Path directory;

    private Path disk;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()) == 0, "may not mount");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }

    @Test
    void theStatusOfAJobThatFilledTheDiskIsKnown() throws Exception {
        Heard heard = new Heard();
        JobEnd end = LocalHost.jobs(disk)
                .startOrAttach(new JobId("a"), JobCommand.shell("head -c 1000000 /dev/zero && exit 3; exit 9"))
                .follow(0, heard);

        assertThat(end)
                .isInstanceOfSatisfying(
                        JobEnd.Exited.class, e -> assertThat(e.status()).isEqualTo(9));
        assertThat(heard.text()).hasSizeBetween(100_000, 260_000);
    }

    @Test
    void nothingStartsWhereNothingCanBeWritten() throws Exception {
        try {
            Files.write(disk.resolve("filler"), new byte[1 << 20]);
        } catch (IOException full) {
            assertThat(disk.resolve("filler")).isNotEmptyFile();
        }
        Path ran = directory.resolve("ran");
        Jobs jobs = LocalHost.jobs(disk);

        assertThatThrownBy(() -> jobs.startOrAttach(new JobId("a"), JobCommand.shell("echo ran >" + ran)))
                .isInstanceOf(TargetProblem.class)
                .hasMessageContaining("disk full?");
        assertThat(jobs.attach(new JobId("a"))).isEmpty();
        assertThat(ran).doesNotExist();
    }
}
