package dev.holdpoint.step.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What find leaves out is what rsync leaves out: the real ones, side by side over one tree. */
class ExcludingTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void plant() throws Exception {
        for (var name : List.of(
                "a.tmp",
                "cache/x",
                "data/a.tmp",
                "data/sub/important.tmp",
                "data/sub/cache/y",
                "data/cache",
                "#lock",
                ";lock",
                "- dash",
                "a+b(c).txt",
                "a1",
                "a2/in",
                "ab",
                "back\\slash",
                "star*",
                "sub/data/a.tmp",
                "[odd",
                "two words/x.tmp")) {
            var file = folder.resolve("tree").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/data/*.tmp",
                "*.tmp",
                "cache",
                "cache/",
                "/cache/",
                "/cache",
                "data/sub",
                "/data/**.tmp",
                "**/cache",
                "sub/**",
                "/data/***",
                "data/***",
                "#lock",
                ";lock",
                "- dash",
                "a+b(c).txt",
                "a?",
                "a[0-9]",
                "a[!0-9]",
                "a[0-9]/",
                "back\\slash",
                "star\\*",
                "[odd",
                "two words/",
                "/two words/*.tmp",
                "/**/cache",
                "nothing",
                "!",
                "+ x",
                "/data/*/cache/"
            })
    void bothLeaveOutTheSame(String pattern) throws Exception {
        assertThat(found(pattern)).isEqualTo(copied(pattern));
    }

    @Test
    void severalPatternsGoTogether() throws Exception {
        assertThat(found("*.tmp", "/cache/", "#lock")).isEqualTo(copied("*.tmp", "/cache/", "#lock"));
    }

    private Set<String> copied(String... patterns) throws Exception {
        Files.writeString(folder.resolve("rules"), Excluding.rules(List.of(patterns)) + "\n");
        var listed = run(
                "rsync",
                "-a8",
                "--list-only",
                "--exclude-from=" + folder.resolve("rules"),
                folder.resolve("tree") + "/");
        var names = new TreeSet<String>();
        listed.lines()
                .map(it -> it.split(" +", 5)[4])
                .filter(it -> !it.equals("."))
                .forEach(names::add);
        return names;
    }

    private Set<String> found(String... patterns) throws Exception {
        var words = new ArrayList<>(List.of("find", "."));
        Excluding.regexes(List.of(patterns)).lines().forEach(it -> {
            words.addAll(List.of("-regextype", "posix-extended", "-regex", it.substring(1)));
            words.addAll(it.charAt(0) == 'd' ? List.of("-type", "d", "-prune", "-o") : List.of("-prune", "-o"));
        });
        words.addAll(List.of("-printf", "%P\\n"));
        var names = new TreeSet<String>();
        run(words.toArray(String[]::new)).lines().filter(it -> !it.isEmpty()).forEach(names::add);
        return names;
    }

    private String run(String... words) throws Exception {
        var builder = new ProcessBuilder(words)
                .directory(folder.resolve("tree").toFile())
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
