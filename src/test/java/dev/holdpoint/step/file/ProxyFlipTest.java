package dev.holdpoint.step.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** When the file of the proxy changes: behind the hold point and at once, and not where somebody else has changed it or nginx does not take it. */
final class ProxyFlipTest {
    private static final String DOMAIN = "git.example.org";

    @TempDir
    private Path folder;

    private Path live;
    private Path next;
    private Path before;

    /** How a program has ended, and what it has said. */
    private record Said(int status, String text) {}

    @BeforeEach
    void copied() throws Exception {
        live = Files.writeString(
                Files.createDirectory(folder.resolve("the sites")).resolve("site"), "old\n");
        Files.setPosixFilePermissions(live, PosixFilePermissions.fromString("rw-r-----"));
        var linked = Files.createSymbolicLink(folder.resolve("site"), live);
        Files.createDirectory(folder.resolve("bin"));
        nginx("! grep -q wrong '" + live + "'");
        assertThat(does("proxy-ready.yml", "copy", linked)).isEqualTo(0);
        next = live.resolveSibling(".site." + DOMAIN + ".next");
        before = live.resolveSibling(".site." + DOMAIN + ".before");
        assertThat(next).hasSameBinaryContentAs(live);
    }

    private void nginx(String tests) throws IOException {
        program("nginx", tests);
        program("systemctl", "cp '" + live + "' '" + folder + "/running'");
    }

    private void program(String name, String text) throws IOException {
        var program = Files.writeString(folder.resolve("bin").resolve(name), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    private int does(String part, String step, Path file) throws Exception {
        return says(part, step, file).status();
    }

    private Said says(String part, String step, Path file) throws Exception {
        var sh = new ProcessBuilder("sh", "-c", text(part, step)).redirectErrorStream(true);
        sh.environment()
                .putAll(Map.of(
                        "domain", DOMAIN, "proxy_file", file.toString(), "proxy_kind", "nginx", "next", "" + next));
        sh.environment().merge("PATH", folder.resolve("bin").toString(), (path, ours) -> ours + ":" + path);
        var running = sh.start();
        var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(running.waitFor(), said);
    }

    private static String text(String part, String step) throws IOException {
        var whole = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("checklists/parts", part)));
        return ((List<?>) Objects.requireNonNull(whole.get("steps")))
                .stream()
                        .map(it -> (Map<?, ?>) it)
                        .filter(it -> step.equals(it.get("step")))
                        .map(it -> String.valueOf(it.get("shell")))
                        .findFirst()
                        .orElseThrow();
    }

    private int flipped() throws Exception {
        return does("reverse-proxy.yml", "reload", folder.resolve("site"));
    }

    @Test
    void itIsPutInPlaceWithItsMode() throws Exception {
        Files.writeString(next, "new\n");
        assertThat(live).hasContent("old\n");
        assertThat(flipped()).isZero();
        assertThat(live).hasContent("new\n");
        assertThat(folder.resolve("running")).hasContent("new\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(live)))
                .isEqualTo("rw-r-----");
        assertThat(folder.resolve("site")).isSymbolicLink();
        assertThat(before).hasContent("old\n");
        assertThat(flipped()).as("once more").isZero();
    }

    @Test
    void whatSomebodyElseHasWrittenMeanwhileStays() throws Exception {
        Files.writeString(next, "new\n");
        Files.writeString(live, "other\n");
        assertThat(flipped()).isEqualTo(1);
        assertThat(live).hasContent("other\n");
    }

    @Test
    void whatNginxDoesNotTakeIsNotLeftThere() throws Exception {
        Files.writeString(next, "wrong\n");
        assertThat(flipped()).isEqualTo(1);
        assertThat(live).hasContent("old\n");
        assertThat(folder.resolve("running")).doesNotExist();
    }

    @Test
    void whereNobodySeesItTheChangedFileIsTried() throws Exception {
        Files.writeString(next, "wrong\n");
        var tried = says("proxy-ready.yml", "try", live);
        assertThat(live).hasContent("old\n");
        assumeThat(tried.text()).doesNotContain("not tried");
        assertThat(tried.status()).isEqualTo(1);

        Files.writeString(next, "new\n");
        nginx("grep new '" + live + "'");
        assertThat(says("proxy-ready.yml", "try", live)).isEqualTo(new Said(0, "new\n"));
        assertThat(live).hasContent("old\n");
    }

    @Test
    void nothingReadsTheCopies() throws IOException {
        try (Stream<Path> all = Files.list(live.getParent())) {
            assertThat(all.filter(it -> !it.equals(live)))
                    .allMatch(it -> it.getFileName().toString().startsWith("."));
        }
    }
}
