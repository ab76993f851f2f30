package dev.holdpoint.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code guarded} is refused where the host could not put the old state back by itself. */
class GuardedWordTest {
    @TempDir
    private Path folder;

    private List<String> problems(String step) throws IOException {
        var file = Files.writeString(
                folder.resolve("c.yml"),
                "checklist: C\nhosts: { proxy: p }\nphases:\n  - phase: One\n    steps:\n      - { step: a, " + step
                        + " }\n");
        return Loader.load(file, Registry.ofAll()).problems().stream()
                .map(it -> it.toString().replaceFirst("^.*c.yml:\\d+:\\d+: ", ""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "wait: 1s, guarded: 2m | `guarded` belongs to what a host can put back by itself",
                "manual: go, guarded: 2m | `guarded` belongs to what the program does; a person does this step",
                "check: [{ tcp: { host: h, port: 1 } }], guarded: 2m | `guarded` belongs to an action",
                "on: proxy, shell: x, undo: [{ shell: y }], guarded: 2s | `guarded` takes a time from 5s to 1h",
                "on: proxy, shell: x, undo: [{ shell: y }], guarded: 2m, expect: 2m | `guarded` is no longer than `expect`",
                "shell: x, undo: [{ shell: y }], guarded: 2m | `guarded` is for another host",
                "on: proxy, shell: x, guarded: 2m | `guarded` needs to know how to put the old state back",
                "on: proxy, shell: x, undo: [{ manual: y }], guarded: 2m | a host cannot do `manual` without this program",
                "service: { on: proxy, unit: u, state: stopped }, undo: [{ shell: y }], guarded: 2m | `guarded` goes by the undo that the kind has",
                "service: { on: local, unit: u, state: stopped }, guarded: 2m | `guarded` is for another host"
            })
    void isRefused(String step, String says) throws IOException {
        assertThat(problems(step)).hasSize(1).first().asString().startsWith(says);
    }

    @Test
    void standsWhereTheHostCanDoItAlone() throws IOException {
        assertThat(problems("on: proxy, shell: x, undo: [{ shell: y }, { shell: z }], guarded: 2m"))
                .isEmpty();
        assertThat(problems("edit: { on: proxy, file: /a.env, set: { A: b } }, guarded: 2m"))
                .isEmpty();
        assertThat(problems("service: { on: proxy, unit: u, state: stopped }, undo: automatic, guarded: 2m"))
                .isEmpty();
    }
}
