package dev.holdpoint.cli;

import dev.holdpoint.journal.RunJournal;
import dev.holdpoint.journal.RunPaths;
import dev.holdpoint.run.Event;
import dev.holdpoint.step.Registry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.io.TempDir;

/** Tests of commands as the shell sees them: what they print, how they end, and what stands in the folder of runs. */
abstract class Shell {
    private static final String GOOD = """
            checklist: Good
            variables:
              host: { ask: Host, type: host, default: db1 }
              password: { ask: Password, secret: true }
            phases:
              - phase: One
                steps:
                  - step: a
                    title: Reach ${host}
                    http: { url: "https://${host}/", headers: { X-Token: "${password}" } }
                  - step: b
                    title: Last
                    shell: touch "%s"
                    hold: { because: it matters, type: "really ${host}" }
            """;

    @TempDir
    Path folder;

    String out = "";
    String err = "";

    final RunPaths begun() throws IOException {
        var source = Path.of(good());
        var checklist = Checklists.read(source, Registry.ofAll(), System.err);
        var paths = RunFolder.make(Path.of(state()), source, checklist);
        try (var journal = RunJournal.create(paths.journal())) {
            var digest = RunFolder.digest(checklist.sources());
            var started = new Event.RunStarted(paths.id(), "Good", digest, "alice", "bastion", false);
            journal.append(List.of(started), Instant.parse("2026-03-01T02:00:00Z"));
        }
        return paths;
    }

    final String good() throws IOException {
        return write("good.yml", GOOD.replace("%s", folder.resolve("touched").toString()));
    }

    final String write(String name, String text) throws IOException {
        var file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file.toString();
    }

    final String state() {
        return folder.resolve("state").toString();
    }

    final Path journal(String run, Event... then) throws IOException {
        return journal(run, false, then);
    }

    final Path rehearsal(String run, Event... then) throws IOException {
        return journal(run, true, then);
    }

    final Path journal(String run, boolean rehearsal, Event... then) throws IOException {
        var paths = RunPaths.of(Path.of(state()), run);
        paths.create();
        try (var journal = RunJournal.create(paths.journal())) {
            var started = new Event.RunStarted(run, "Test", "d", "alice", "bastion", rehearsal);
            journal.append(List.of(started), Instant.parse("2026-03-01T02:00:00Z"));
            journal.append(List.of(then), Instant.parse("2026-03-01T02:00:00Z"));
        }
        return paths.journal();
    }

    final int run(String... words) {
        return printed(() -> Main.execute(words));
    }

    final int printed(IntSupplier command) {
        var printed = new ByteArrayOutputStream();
        var complained = new ByteArrayOutputStream();
        var stdout = System.out;
        var stderr = System.err;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            return command.getAsInt();
        } finally {
            System.setOut(stdout);
            System.setErr(stderr);
            out = printed.toString(StandardCharsets.UTF_8);
            err = complained.toString(StandardCharsets.UTF_8);
        }
    }
}
