package dev.holdpoint.target.host.ssh;

import dev.holdpoint.target.host.Host;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files of known host keys, read as {@code ssh-keygen} reads them. */
final class KnownHosts {
    private KnownHosts() {}

    /** @return the fingerprint of the key in one line of a file, "?" where it cannot be read */
    static String fingerprint(String file, int line) throws InterruptedException {
        try {
            List<String> lines = Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1);
            return line >= 1 && line <= lines.size() ? fingerprint(lines.get(line - 1)) : "?";
        } catch (IOException e) {
            return "?";
        }
    }

    /** @param entry a line of such a file */
    static String fingerprint(String entry) throws IOException, InterruptedException {
        Path file = Files.createTempFile("known", "");
        try {
            Files.writeString(file, entry + "\n", StandardCharsets.ISO_8859_1);
            Said said = Said.of(new ProcessBuilder("ssh-keygen", "-lf", file.toString()), Duration.ofSeconds(10));
            String[] words = said.text().strip().split(" ", 3);
            return words.length > 1 && said.status() == 0 ? words[1] : "?";
        } finally {
            Files.delete(file);
        }
    }

    /**
     * Writes the key that a host shows into the file that {@code ssh} writes such keys to.
     *
     * @param fingerprint that was shown to a person, who said yes to it
     * @param folder for what comes by the way
     * @throws HostRefused if the host shows another one now, or there is no such file
     */
    static void trust(Host host, String fingerprint, SshCommand ssh, Path folder, @Nullable Path via)
            throws IOException, InterruptedException {
        String file =
                ssh.configuration(host).getOrDefault("userknownhostsfile", "").split(" ", -1)[0];
        if (file.isEmpty() || file.equals("none") || file.equals("/dev/null")) {
            throw new HostRefused("cannot remember the key of " + host + ": its UserKnownHostsFile is '" + file + "'");
        }
        append(
                Path.of(file.replaceFirst("^~/", System.getProperty("user.home") + "/")),
                shown(host, fingerprint, ssh, folder, via));
    }

    /** The line of {@code known_hosts} for it. */
    private static String shown(Host host, String fingerprint, SshCommand ssh, Path folder, @Nullable Path via)
            throws IOException, InterruptedException {
        Path known = folder.resolve("shown");
        Path log = folder.resolve("shown.log");
        Files.deleteIfExists(known);
        Files.deleteIfExists(log);
        Said said = Said.of(
                ssh.probe(host, known, log, via).redirectErrorStream(true),
                ssh.settings().patience().multipliedBy(2));
        if (!Files.exists(known)) {
            throw HostKeys.explain(host, SshLog.read(log), said.text());
        }
        for (String line : Files.readAllLines(known, StandardCharsets.ISO_8859_1)) {
            if (fingerprint(line).equals(fingerprint)) {
                return line;
            }
        }
        throw new HostRefused("the host key of " + host + " is not " + fingerprint + " any more: look at it again");
    }

    private static void append(Path file, String line) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.exists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        boolean ended = !Files.exists(file)
                || Files.readString(file, StandardCharsets.ISO_8859_1).matches("(?s)|.*\n");
        Files.writeString(
                file,
                (ended ? "" : "\n") + line + "\n",
                StandardCharsets.ISO_8859_1,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
