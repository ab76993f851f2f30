package dev.holdpoint.run.work;

import dev.holdpoint.checklist.Masker;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.run.RunFeed.Wanted;
import dev.holdpoint.step.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Fills the form as far as it can be filled without a person: given values, {@code from:}, {@code default:}. */
public final class Lookups {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** Nobody wonders for so long why nothing is shown. */
    private static final Duration MOMENT = Duration.ofSeconds(1);
    /** Signs of a complaint that are shown. */
    private static final int LONGEST = 200;

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

    /**
     * Looks up side by side whatever is to be looked up.
     *
     * @param waiting told once what is still waited for, where that takes longer than a moment
     */
    public List<Wanted> form(List<Variable> variables, Consumer<String> waiting) {
        var form = filled(variables, waiting);
        // What a command complains of stands beside its field, and may speak of another one's value.
        var secrets = Masker.of(form.stream()
                .filter(it -> it.variable().secret())
                .map(Wanted::value)
                .toList());
        return form.stream()
                .map(it -> new Wanted(it.variable(), it.value(), secrets.mask(it.source())))
                .toList();
    }

    private List<Wanted> filled(List<Variable> variables, Consumer<String> waiting) {
        var answers = new LinkedHashMap<Variable, Future<Wanted>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            variables.forEach(it -> answers.put(it, threads.submit(() -> wanted(it))));
            if (!endSoon(answers.values())) {
                waiting.accept(waitedFor(answers));
            }
        }
        return answers.values().stream().map(Future::resultNow).toList();
    }

    private static boolean endSoon(Collection<Future<Wanted>> answers) {
        var end = System.nanoTime() + MOMENT.toNanos();
        try {
            for (var answer : answers) {
                answer.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken.getCause());
        } catch (InterruptedException e) {
            // Whoever closes the threads ends what still runs on them.
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** "waiting for db_password (from shell vault read …), for 15 s at most" */
    private static String waitedFor(Map<Variable, Future<Wanted>> answers) {
        return "waiting for "
                + answers.entrySet().stream()
                        .filter(it -> !it.getValue().isDone())
                        .map(Map.Entry::getKey)
                        .map(it -> it.name() + (it.from() == null ? "" : " (" + said(it.from()) + ")"))
                        .collect(Collectors.joining(", "))
                + ", for " + PATIENCE.toSeconds() + " s at most";
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
            return new Wanted(variable, lookUp(variable, from), said(from));
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

    private String lookUp(Variable variable, Variable.From from) throws IOException, InterruptedException {
        return switch (from) {
            case Variable.From.Env env -> {
                var value = environment.get(env.name());
                if (value == null || value.isEmpty()) {
                    throw new IOException("is not set");
                }
                // Signs in place of bytes: what a step prints of the true one would not be masked.
                if (value.indexOf('\ufffd') >= 0) {
                    throw new IOException("is not UTF-8");
                }
                yield value;
            }
            case Variable.From.File file -> read(folder.resolve(file.path()));
            case Variable.From.Shell shell -> run(shell.run(), variable.secret());
        };
    }

    private static String read(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.isDirectory(file) ? "it is a folder" : "it is no regular file");
        }
        return withoutLineEnd(Utf8.text(Files.readAllBytes(file)));
    }

    /** @param secret then nobody is told what it complains of: it may speak of the value that it was asked for */
    private String run(String text, boolean secret) throws IOException, InterruptedException {
        var printed = ShortCommand.printed(Script.of(text, Map.of()), folder, PATIENCE)
                .orElseThrow(() -> new IOException("no answer in " + PATIENCE.toSeconds() + " s"));
        if (!printed.ended().fine()) {
            throw new IOException("exit " + printed.ended().status()
                    + (secret ? "" : lastWord(printed.errors().text())));
        }
        return withoutLineEnd(printed.output().whole());
    }

    private static String lastWord(String errors) {
        var last = errors.lines().filter(it -> !it.isBlank()).reduce("", (before, it) -> it.strip());
        return last.isEmpty() ? "" : ", " + (last.length() > LONGEST ? last.substring(0, LONGEST) + "…" : last);
    }

    /** The last one only: blanks and empty lines may belong to the value. */
    private static String withoutLineEnd(String text) {
        return text.replaceFirst("\\r?\\n\\z", "");
    }
}
