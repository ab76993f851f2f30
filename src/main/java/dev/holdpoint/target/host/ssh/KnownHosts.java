package dev.holdpoint.target.host.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
        Process keygen = new ProcessBuilder("ssh-keygen", "-lf", "-")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var in = keygen.getOutputStream()) {
            in.write((entry + "\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        String says = new String(keygen.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        keygen.waitFor();
        String[] words = says.strip().split(" ", 3);
        return words.length > 1 ? words[1] : "?";
    }
}
