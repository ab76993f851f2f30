package dev.holdpoint.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jline.nativ.CLibrary;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher's build takes out of JLine changes nothing that the program sees of it. */
@Tag("slow")
class JLineIT {
    @TempDir
    Path dir;

    @Test
    void theNativeHalfIsTheFileThatIsNamed() throws Exception {
        var machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("amd64") ? "x86_64" : "arm64";
        var file = dir.resolve("native.so");
        try (var in = CLibrary.class.getResourceAsStream("/org/jline/nativ/Linux/" + machine + "/libjlinenative.so")) {
            Files.copy(Objects.requireNonNull(in), file);
        }
        System.setProperty("holdpoint.jline", file.toString());
        try (var loader = rewritten("jline.jar")) {
            var calls = loader.loadClass(CLibrary.class.getName());
            int refused = (int)
                    calls.getMethod("ioctl", int.class, long.class, int[].class).invoke(null, -1, 0x5413L, new int[2]);
            assertThat(refused).as("ioctl of no terminal").isEqualTo(-1);
            assertThat(Files.readString(Path.of("/proc/self/maps"))).contains(file.toString());
        } finally {
            System.clearProperty("holdpoint.jline");
        }
    }

    @Test
    void signalsAreStillHandled() throws Exception {
        try (var loader = rewritten("signals.jar")) {
            var signals = loader.loadClass("org.jline.utils.Signals");
            var come = new java.util.concurrent.CountDownLatch(1);
            Runnable then = come::countDown;
            signals.getMethod("register", String.class, Runnable.class).invoke(null, "URG", then);
            new ProcessBuilder(
                            "kill",
                            "-URG",
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
            assertThat(come.await(1, java.util.concurrent.TimeUnit.MINUTES)).isTrue();
            signals.getMethod("registerDefault", String.class).invoke(null, "URG");
        }
    }

    private URLClassLoader rewritten(String name) throws Exception {
        var jar = Files.copy(RewrittenJar.home(CLibrary.class), dir.resolve(name));
        var built = RewrittenJar.by("JLine", jar);
        return new URLClassLoader(new URL[] {built.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
    }
}
