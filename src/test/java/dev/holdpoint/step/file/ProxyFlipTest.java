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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    private String kind = "nginx";
    /** Whether there are no programs but the stand-ins. */
    private boolean alone;

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
        return says(String.valueOf(step(part, step).get("shell")), file);
    }

    private Said says(String text, Path file) throws Exception {
        var sh = new ProcessBuilder("sh", "-c", text).redirectErrorStream(true);
        sh.environment()
                .putAll(Map.of("domain", DOMAIN, "proxy_file", "" + file, "proxy_kind", kind, "next", "" + next));
        sh.environment().put("new_address", "100.64.0.20");
        sh.environment()
                .merge("PATH", folder.resolve("bin").toString(), (path, ours) -> alone ? ours : ours + ":" + path);
        var running = sh.start();
        var said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(running.waitFor(), said);
    }

    private static Map<?, ?> step(String part, String step) throws IOException {
        var whole = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("checklists/parts", part)));
        return maps(whole.get("steps")).stream()
                .filter(it -> step.equals(it.get("step")))
                .findFirst()
                .orElseThrow();
    }

    private static List<Map<?, ?>> maps(@Nullable Object list) {
        return ((List<?>) Objects.requireNonNull(list))
                .stream().<Map<?, ?>>map(it -> (Map<?, ?>) it).toList();
    }

    private Said committed() throws Exception {
        var shell = (Map<?, ?>) maps(step("reverse-proxy.yml", "commit").get("verify"))
                .getFirst()
                .get("shell");
        return says(String.valueOf(Objects.requireNonNull(shell).get("run")), live);
    }

    private int gate() throws Exception {
        var hold = (Map<?, ?>)
                Objects.requireNonNull(step("reverse-proxy.yml", "reload").get("hold"));
        var shell = (Map<?, ?>)
                Objects.requireNonNull(maps(hold.get("checks")).getFirst().get("shell"));
        return says(String.valueOf(shell.get("run")), live).status();
    }

    /** Goes back over that step; what its edit would make of the file is given. */
    private void undone(String step, String edited) throws Exception {
        for (var each : maps(step("reverse-proxy.yml", step).get("undo"))) {
            if (each.containsKey("edit")) {
                Files.writeString(live, edited);
            } else {
                var said = says(String.valueOf(each.get("shell")), live);
                assertThat(said.status()).as(said.text()).isZero();
            }
        }
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
    void onceItWasReloadedItIsNotTakenBackByATypoElsewhere() throws Exception {
        Files.writeString(next, "new\n");
        assertThat(flipped()).isZero();
        Files.writeString(live, "new\nmore\n");
        nginx("exit 1");
        assertThat(flipped()).isEqualTo(1);
        assertThat(live).hasContent("new\nmore\n");
    }

    @Test
    void whatWasNeverPutInPlaceIsNotThere() throws Exception {
        assertThat(gate()).as("where nothing is changed").isEqualTo(1);
        assertThat(flipped()).as("where nothing is changed").isEqualTo(1);
        Files.writeString(next, "new\n");
        assertThat(gate()).isZero();
        Files.delete(next);
        Files.delete(before);
        Files.writeString(live, "other\n");
        assertThat(gate()).isEqualTo(1);
        assertThat(flipped()).isEqualTo(1);
        assertThat(folder.resolve("running")).doesNotExist();

        kind = "nixos";
        program("nixos-rebuild", "echo \"$*\" >>'" + folder + "/running'");
        undone("rebuild", "other\n");
        assertThat(folder.resolve("running")).doesNotExist();
    }

    @Test
    void whatWasPutInPlaceIsSaidToBeThere() throws Exception {
        Files.writeString(next, "new\n");
        assertThat(flipped()).isZero();
        assertThat(gate()).isZero();
        undone("reload", "old\n");
        assertThat(folder.resolve("running")).hasContent("old\n");
        assertThat(next).hasContent("new\n");
        assertThat(before).hasContent("old\n");
        assertThat(gate()).isZero();
        assertThat(flipped()).isZero();
        assertThat(live).hasContent("new\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nginx", "systemctl"})
    void whatOthersAddedToAFlipThatWasCutShortStaysWhenItIsDoneAgain(String cut) throws Exception {
        Files.writeString(next, "new\n");
        program(cut, "kill -9 $PPID");
        assertThat(flipped()).isNotZero();
        Files.writeString(live, "new\nmore\n");
        nginx("exit 0");
        undone("reload", "old\nmore\n");
        assertThat(gate()).isEqualTo(flipped());
        assertThat(live).content().contains("more");
    }

    @Test
    void theWayBackFromARefusedFlipReloadsNothing() throws Exception {
        Files.writeString(next, "new\n");
        Files.writeString(live, "half\n");
        assertThat(flipped()).isEqualTo(1);
        undone("reload", "half\n");
        assertThat(folder.resolve("running")).doesNotExist();
        assertThat(before).hasContent("old\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"put", "next"})
    void aCopyThatLosesTheOwnerOrTheModeIsNotPutInPlace(String which) throws Exception {
        Files.writeString(next, "new\n");
        program("cp", "/bin/cp \"$@\"; for to; do :; done; case $to in *." + which + ") chmod 600 \"$to\" ;; esac");
        var ends = which.equals("put") ? flipped() : does("proxy-ready.yml", "copy", live);
        assertThat(ends).isEqualTo(1);
        assertThat(live).hasContent("old\n");
        assertThat(next.resolveSibling(".site." + DOMAIN + "." + which)).doesNotExist();
    }

    @Test
    void whatNixOsDoesNotBuildIsNotLeftThere() throws Exception {
        kind = "nixos";
        Files.writeString(next, "new\n");
        program("nixos-rebuild", "exit 1");
        assertThat(flipped()).isEqualTo(1);
        assertThat(live).hasContent("old\n");
        program("nixos-rebuild", "echo \"$*\" >>'" + folder + "/running'");
        assertThat(flipped()).isZero();
        undone("rebuild", "old\n");
        assertThat(folder.resolve("running")).hasContent("build\nswitch\nswitch --rollback\nswitch\n");
    }

    @Test
    void nothingIsLeftOfATryThatWasCutShortAndAMissingCopyHasNoPlaces() throws Exception {
        var put = Files.writeString(live.resolveSibling(".site." + DOMAIN + ".put"), "half");
        assertThat(does("proxy-ready.yml", "copy", live)).isZero();
        assertThat(put).doesNotExist();
        Files.delete(next);
        assertThat(does("proxy-ready.yml", "places", live)).isEqualTo(1);
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
    void withoutCurlThereIsNoGateToAskTheNewHost() throws Exception {
        program("readlink", "echo '" + live + "'");
        alone = true;
        var said = says("proxy-ready.yml", "copy", live);
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.text()).contains("install curl here");
    }

    @Test
    void theChangeIsInTheFlakeWhereItIsCommittedAndPushed() throws Exception {
        assertThat(committed().text()).contains("the change is gone");
        Files.writeString(live, "to 100.64.0.20\n");
        assertThat(committed().status()).as("where there is no git").isZero();
        git("init -q -b main");
        assertThat(committed())
                .isEqualTo(new Said(
                        1, "not committed, git does not know " + live + ": git add, commit and push it there\n"));
        git("add .");
        assertThat(committed()).isEqualTo(new Said(1, "not committed: A  \"the sites/site\"\n"));
        git("commit -q -m first");
        assertThat(committed()).satisfies(this::isNotSeenToBePushed);
        git("init -q --bare elsewhere");
        git("remote add origin elsewhere");
        git("push -q -u origin main");
        assertThat(committed()).isEqualTo(new Said(0, "it is committed, and nothing of it is left to push\n"));
        Files.writeString(live, "now to 100.64.0.20\n");
        git("commit -q -a -m second");
        assertThat(committed().text()).startsWith("not pushed: ").endsWith(" second\n");
        git("push -q");
        assertThat(committed().status()).isZero();
        git("checkout -q --detach");
        assertThat(committed()).satisfies(this::isNotSeenToBePushed);
        Files.writeString(live, "old\n");
        assertThat(committed().status()).isEqualTo(1);
    }

    private void isNotSeenToBePushed(Said said) {
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.text()).contains("whether it is pushed cannot be seen").contains("git push -u origin HEAD");
    }

    private void git(String words) throws Exception {
        var said = says(
                "cd '" + folder + "'; git -c user.name=me -c user.email=me@example.org -c commit.gpgsign=false "
                        + words,
                live);
        assertThat(said.status()).as(said.text()).isZero();
    }

    /** Where root looks at what is a user's. */
    @Test
    void aRepositoryOfSomebodyElseIsReadAllTheSame() throws Exception {
        Files.writeString(live, "to 100.64.0.20\n");
        git("init -q");
        program("git", "GIT_TEST_ASSUME_DIFFERENT_OWNER=1 PATH='" + System.getenv("PATH") + "' exec git \"$@\"");
        assertThat(committed())
                .isEqualTo(new Said(
                        1, "not committed, git does not know " + live + ": git add, commit and push it there\n"));
        Files.writeString(folder.resolve(".git/HEAD"), "torn");
        assertThat(committed().status()).isEqualTo(1);
        assertThat(committed().text()).startsWith("git does not read " + folder + ": fatal: ");
    }

    @Test
    void withoutGitNobodySaysThatItIsCommitted() throws Exception {
        Files.writeString(live, "to 100.64.0.20\n");
        Files.createDirectory(folder.resolve(".git"));
        for (var each : List.of("readlink", "cmp", "grep")) {
            program(each, "PATH='" + System.getenv("PATH") + "'\nexec " + each + " \"$@\"");
        }
        alone = true;
        assertThat(committed())
                .isEqualTo(new Said(
                        1,
                        "whether it is committed in " + folder
                                + " was not seen: install git there, then look again\n"));
    }

    @Test
    void nothingReadsTheCopies() throws IOException {
        try (Stream<Path> all = Files.list(live.getParent())) {
            assertThat(all.filter(it -> !it.equals(live)))
                    .allMatch(it -> it.getFileName().toString().startsWith("."));
        }
    }
}
