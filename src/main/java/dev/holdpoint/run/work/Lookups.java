package dev.holdpoint.run.work;

import dev.holdpoint.checklist.Variable;
import dev.holdpoint.run.RunFeed.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Fills the form as far as it can be filled without a person: given values, {@code from:}, {@code default:}. */
public final class Lookups {
    private static final int SECONDS = 15;

    private final Map<String, String> given;
    private final Map<String, String> environment;
    private final Path folder;

    /**
     * @param given from the command line; they go before everything else
     * @param environment of this program
     * @param folder the checklist's, against which relative paths are meant
     */
    public Lookups(Map<String, String> given, Map<String, String> environment, Path folder) {
        this.given = Map.copyOf(given);
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    public List<Wanted> form(List<Variable> variables) {
        return variables.stream().map(this::wanted).toList();
    }

    private Wanted wanted(Variable variable) {
        var value = given.get(variable.name());
        if (value != null) {
            return new Wanted(variable, value, "given");
        }
        var from = variable.from();
        if (from == null) {
            return byDefault(variable, variable.fallback() == null ? "" : "default");
        }
        try {
            return new Wanted(variable, lookUp(from), said(from));
        } catch (IOException e) {
            return byDefault(variable, said(from) + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return byDefault(variable, said(from) + ": interrupted");
        }
    }

    private static Wanted byDefault(Variable variable, String source) {
        var fallback = variable.fallback();
        return new Wanted(variable, fallback == null ? "" : fallback, source);
    }

    private static String said(Variable.From from) {
        return switch (from) {
            case Variable.From.Env env -> "from env " + env.name();
            case Variable.From.File file -> "from file " + file.path();
            case Variable.From.Shell shell ->
                "from shell " + shell.run().lines().findFirst().orElse("");
        };
    }

    private String lookUp(Variable.From from) throws IOException, InterruptedException {
        return switch (from) {
            case Variable.From.Env env -> {
                var value = environment.get(env.name());
                if (value == null || value.isEmpty()) {
                    throw new IOException("is not set");
                }
                yield value;
            }
            case Variable.From.File file -> read(folder.resolve(file.path()));
            case Variable.From.Shell shell -> run(shell.run());
        };
    }

    private static String read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("no such file");
        }
        return Files.readString(file).stripTrailing();
    }

    private String run(String text) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", text)
                .directory(folder.toFile())
                .redirectInput(new java.io.File("/dev/null"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var printed = new java.util.concurrent.CompletableFuture<String>();
        var reading = Thread.ofVirtual().start(() -> {
            try {
                printed.complete(
                        new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
            } catch (IOException e) {
                printed.completeExceptionally(e);
            }
        });
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            throw new IOException("no answer in " + SECONDS + " s");
        }
        reading.join();
        if (process.exitValue() != 0) {
            throw new IOException("exit " + process.exitValue());
        }
        return printed.getNow("").stripTrailing();
    }
}
