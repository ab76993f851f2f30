package dev.holdpoint.target.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Masker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs die at moments drawn by lot; the job runs once, and every line of it is kept once and in order. */
@Tag("slow")
class KilledDriverIT {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void sixKillsLoseNothing(int seed) throws Exception {
        Random random = new Random(seed);
        for (int kill = 0; kill < 6; kill++) {
            Process driver = driver("job");
            driver.waitFor(100 + random.nextInt(500), TimeUnit.MILLISECONDS);
            driver.destroyForcibly().waitFor();
        }

        Process last = driver("job");
        assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(last.exitValue()).isZero();
        assertThat(directory.resolve("ran-job")).hasContent("ran");
        List<String> expected = IntStream.range(0, 3000)
                .mapToObj(i -> "line " + i + " " + Masker.MASK)
                .toList();
        assertThat(Files.readAllLines(directory.resolve("job.log"))).isEqualTo(expected);
    }

    /** The moments within a start are a few milliseconds, so here the starting shell itself is killed, not its program. */
    @Test
    void aStartThatIsKilledBeginsOnceOrProvablyNever() throws Exception {
        Path root = directory.resolve("jobs");
        int began = 0;
        for (int i = 0; i < 60; i++) {
            String name = "job" + i;
            JobCommand command =
                    JobCommand.shell("echo ran >>ran-" + name + "; echo said").in(directory.toString());
            Process starter =
                    new ProcessBuilder("sh", "-c", Sh.PROTOCOL, "sh", "start", root + "/" + name, "100").start();
            starter.getOutputStream().write(Sh.start(command));
            starter.getOutputStream().close();
            starter.waitFor(i * 250L, TimeUnit.MICROSECONDS);
            starter.destroyForcibly().waitFor();

            Jobs jobs = new Jobs(new LocalShell(), root.toString(), InstantSource.system(), Duration.ofMillis(300));
            Heard heard = new Heard();
            JobEnd end = jobs.startOrAttach(new JobId(name), command).follow(0, heard);

            boolean ran = Files.exists(directory.resolve("ran-" + name));
            assertThat(end instanceof JobEnd.Exited).as(name + " " + end).isEqualTo(ran);
            if (ran) {
                began++;
                assertThat(directory.resolve("ran-" + name)).hasContent("ran");
                assertThat(heard.text()).isEqualTo("said\n");
            }
        }
        assertThat(began).isGreaterThan(10);
    }

    private Process driver(String name) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Driver.class.getName(),
                        directory.toString(),
                        name)
                .inheritIO()
                .start();
    }
}
