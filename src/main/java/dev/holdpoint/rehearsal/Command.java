package dev.holdpoint.rehearsal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A short program of this machine: run, wait, complain in one line. */
final class Command {
    private Command() {}

    /**
     * @param words the program and its arguments; no secrets
     * @param input what it reads, secrets allowed
     * @return what it printed, standard output and errors together
     * @throws LabProblem when it cannot be started or does not end with 0
     */
    static String run(List<String> words, String input) {
        return run(words, input, Path.of("/"), Map.of());
    }

    /** The same in a folder, with more in its environment. */
    static String run(List<String> words, String input, Path folder, Map<String, String> environment) {
        var program = Path.of(words.getFirst()).getFileName();
        try {
            var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
            builder.environment().putAll(environment);
            var process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new LabProblem(program + " ended with " + status + ": " + last(printed));
            }
            return printed;
        } catch (IOException e) {
            throw new LabProblem("cannot run " + program + " (" + e.getMessage() + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabProblem("interrupted while " + program + " ran", e);
        }
    }

    private static String last(String printed) {
        return printed.strip().lines().reduce((before, line) -> line).orElse("it printed nothing");
    }
}
