package dev.holdpoint.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A jar as the launcher's build makes it of another, by one of the tools in {@code scripts}. */
public final class RewrittenJar {
    private RewrittenJar() {}

    /** A new jar of all classes below a folder. */
    public static Path of(Path classes, Path jar) throws Exception {
        try (var out = new ZipOutputStream(Files.newOutputStream(jar));
                var files = Files.walk(classes)) {
            for (var file : files.filter(it -> it.toString().endsWith(".class")).toList()) {
                out.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    /** Where the classes of the program, of its tests or of a library are that {@code type} is one of. */
    public static Path home(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** What the tool makes of {@code jar}, beside it. */
    public static Path by(String tool, Path jar) throws Exception {
        var to = Path.of(jar + "." + tool);
        var log = Path.of(to + ".log");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "scripts/" + tool + ".java",
                        jar.toString(),
                        to.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("it ends").isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return to;
    }
}
