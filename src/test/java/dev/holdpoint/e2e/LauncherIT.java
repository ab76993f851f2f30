package dev.holdpoint.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as the surviving parent, over a built program whose {@code java} is a script that behaves badly. */
@Tag("slow")
class LauncherIT {

    private static final String FULL_SCREEN = """
            stty raw -echo
            printf '\\033[?1049h\\033[?25l\\033[?1003h\\033[?2004h\\033[2J\\033[HFULL SCREEN'
            """;

    @TempDir
    private Path home;

    @BeforeEach
    void aBuiltProgram() throws IOException {
        for (var script : List.of("holdpoint", "lib.sh", "build.sh")) {
            copy(Path.of("scripts", script), home.resolve("scripts").resolve(script));
        }
        Files.createDirectories(home.resolve("src/main"));
        Files.createFile(home.resolve("pom.xml"));
        var app = Files.createDirectories(home.resolve("target/app/1-1"));
        Files.createFile(app.resolve("holdpoint.jar"));
        Files.createFile(app.resolve("sources"));
        Files.writeString(home.resolve("target/app/current"), "1-1\n" + home.resolve("java") + "\n");
    }

    @Test
    void argumentsAndExitCodePassThrough() throws Exception {
        java("printf '<%s>' \"${@: -2}\"; exit 7\n");
        var process = launch(home, home.resolve("scripts/holdpoint"), "check", "two words");
        assertThat(output(process)).isEqualTo("<check><two words>");
        assertThat(process.waitFor()).isEqualTo(7);
    }

    /** A source may even be from the future: it is built once, and not for ever. The build is trained without the cache of the one before. */
    @Test
    void newerSourcesAreBuiltBeforeAnythingIsDone() throws Exception {
        var app = home.resolve("target/app/1-1");
        Files.createFile(app.resolve("start.aot"));
        Files.writeString(
                home.resolve("scripts/build.sh"),
                "build_app() { echo built with \"${jvm[@]}\" | grep -o -e built -e AOTCache -e newer; touch \"$app/sources\"; }\n");
        java(
                "for each; do case $each in -Dholdpoint.newer=*) [ -z \"$(cat \"${each#*=}\")\" ] || exit 75 ;; esac; done; echo ran\n");
        for (int seconds : new int[] {-1000, 100_000}) {
            assertThat(output(launch(home, home.resolve("scripts/holdpoint"), "check")))
                    .isEqualTo("ran\n");
            Files.setLastModifiedTime(app.resolve("sources"), FileTime.fromMillis(0));
            Files.setLastModifiedTime(
                    home.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(seconds)));
            assertThat(output(launch(home, home.resolve("scripts/holdpoint"), "check")))
                    .isEqualTo("built\nran\n");
        }
    }

    /** Its program does not know that it has to look. */
    @Test
    void aBuildOfBeforeTheLookIsBuiltAnew() throws Exception {
        Files.delete(home.resolve("target/app/1-1/sources"));
        Files.writeString(
                home.resolve("scripts/build.sh"),
                "build_app() { app=$apps/1-1; java=$home/java; echo built; touch \"$app/sources\"; }\n");
        java("echo ran\n");
        assertThat(output(launch(home, home.resolve("scripts/holdpoint"), "check")))
                .isEqualTo("built\nran\n");
        assertThat(output(launch(home, home.resolve("scripts/holdpoint"), "check")))
                .isEqualTo("ran\n");
    }

    /** In any other the JVM makes signs of letters. What the program is told gives the operator's own back. */
    @Test
    void theProgramBeginsInAUtf8Locale() throws Exception {
        java("echo \"$LC_ALL\"; printf '%s\\n' \"$@\" | grep -e locale -e encoding\n");
        var ascii = "-Dstdout.encoding=US-ASCII\n-Dstderr.encoding=US-ASCII\n";
        assertThat(locale(Map.of("LC_ALL", "C"))).isEqualTo("C.UTF-8\n-Dholdpoint.locale=LC_ALL=C\n" + ascii);
        assertThat(locale(Map.of("LC_ALL", "", "LANG", "C")))
                .isEqualTo("C.UTF-8\n-Dholdpoint.locale=LC_ALL=\n" + ascii);
        assertThat(locale(Map.of())).isEqualTo("C.UTF-8\n-Dholdpoint.locale=LC_ALL\n" + ascii);
        // Named, and not there.
        assertThat(locale(Map.of("LANG", "xx_XX.UTF-8"))).isEqualTo("C.UTF-8\n-Dholdpoint.locale=LC_ALL\n");
        assertThat(locale(Map.of("LANG", "C.UTF-8"))).isEqualTo("\n");
    }

    private String locale(Map<String, String> variables) throws Exception {
        var builder =
                new ProcessBuilder(home.resolve("scripts/holdpoint").toString(), "check").redirectErrorStream(true);
        builder.environment().keySet().removeIf(it -> it.startsWith("LC_") || it.startsWith("LANG"));
        builder.environment().putAll(variables);
        return output(builder.start());
    }

    @Test
    void itRunsThroughALinkToALinkFromAnotherFolder() throws Exception {
        java("pwd; exit 0\n");
        var elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        Files.createSymbolicLink(home.resolve("first"), Path.of("scripts/holdpoint"));
        Files.createSymbolicLink(elsewhere.resolve("second"), Path.of("../first"));
        var process = launch(elsewhere, Path.of("./second"), "check");
        assertThat(output(process)).isEqualTo(elsewhere.toRealPath() + "\n");
    }

    @Test
    void inputReachesTheProgram() throws Exception {
        java("read -r line; echo \"got $line\"\n");
        var process = launch(home, home.resolve("scripts/holdpoint"), "check");
        process.getOutputStream().write("a line\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertThat(output(process)).isEqualTo("got a line\n");
    }

    @Test
    void aTerminationIsPassedOnAndWaitedFor() throws Exception {
        java("trap 'echo leaving; exit 143' TERM; echo ready; while :; do sleep 0.05; done\n");
        var process = launch(home, home.resolve("scripts/holdpoint"), "check");
        try (var lines = process.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("ready");
            process.toHandle().destroy();
            assertThat(lines.readLine()).isEqualTo("leaving");
        }
        assertThat(process.waitFor()).isEqualTo(143);
    }

    /** The terminal is gone: the program decides how long it lives on, and this shell with it. */
    @Test
    void aHangupIsPassedOnAndOutlived() throws Exception {
        java("trap 'echo alone' HUP; echo ready; for n in 1 2 3 4 5 6 7 8; do sleep 0.1; done; echo left; exit 3\n");
        var process = launch(home, home.resolve("scripts/holdpoint"), "check");
        try (var lines = process.inputReader()) {
            assertThat(lines.readLine()).isEqualTo("ready");
            new ProcessBuilder("kill", "-HUP", "" + process.pid()).start().waitFor();
            assertThat(lines.readLine()).isEqualTo("alone");
            assertThat(lines.readLine()).isEqualTo("left");
        }
        assertThat(process.waitFor()).isEqualTo(3);
    }

    @Test
    void afterAKillTheTerminalIsGivenBackAndTheWayOnIsNamed() throws Exception {
        java(FULL_SCREEN + "read -r -N 1; kill -KILL $$\n");
        try (var terminal = shell()) {
            line(terminal, "scripts/holdpoint run x --state 'a b'; echo code $?");
            terminal.await("FULL SCREEN");
            assertThat(terminal.format("#{alternate_on} #{cursor_flag} #{mouse_all_flag}"))
                    .isEqualTo("1 0 1");
            terminal.type("k");
            assertThat(terminal.await("code 137"))
                    .contains("was killed")
                    .contains("scripts/holdpoint resume --state 'a b'");
            assertThat(terminal.format("#{alternate_on} #{cursor_flag} #{mouse_all_flag}"))
                    .isEqualTo("0 1 0");
            line(terminal, "stty -a");
            assertThat(terminal.await("icanon")).contains(" icanon").contains(" echo ");
        }
    }

    /** Nothing is left to go on with; of an ordinary run all is. */
    @Test
    void afterAKillInAResumedRehearsalNobodyIsSentBackToIt() throws Exception {
        java(FULL_SCREEN + """
                mkdir -p "$OLDPWD/state/runs/r1" && cd "$OLDPWD/state/runs/r1"
                printf '{"user":"a","pid":%s,"tty":"x"}' $$ >lock.holder
                read -r -N 1 key; printf '{"n":1,"rehearsal":%s}\\n' "$([ "$key" = k ] && echo true || echo false)" >journal.jsonl
                kill -KILL $$
                """.replace("$OLDPWD", home.toString()));
        try (var terminal = shell()) {
            line(terminal, "scripts/holdpoint resume --state state; echo code $?");
            terminal.await("FULL SCREEN");
            terminal.type("k");
            assertThat(terminal.await("code 137").replace("\n", ""))
                    .contains("the lab of its rehearsal with it")
                    .contains("scripts/holdpoint rehearse CHECKLIST --state 'state'")
                    .doesNotContain("To go on");
            line(terminal, "clear; scripts/holdpoint resume --state=state; echo code $?");
            terminal.await("FULL SCREEN");
            terminal.type("o");
            assertThat(terminal.await("code 137")).contains("its journal is kept. To go on: scripts/holdpoint resume");
        }
    }

    /** The screen of before had fewer rows and more above them: tmux makes room for those out of the picture. */
    @Test
    void afterAKillInATerminalThatGrewNothingOfThePictureStays() throws Exception {
        java(FULL_SCREEN
                + "read -r -N 1; printf '\\033[2J\\033[3;1HUPPER ROW\\033[36;1H'; read -r -N 1; kill -KILL $$\n");
        try (var terminal = shell()) {
            line(terminal, "seq 100; scripts/holdpoint run x; echo code $?");
            terminal.await("FULL SCREEN");
            terminal.resize(120, 36);
            terminal.type("g");
            terminal.await("UPPER ROW");
            terminal.type("k");
            assertThat(terminal.await("code 137")).contains("\n100\n").doesNotContain("UPPER ROW", "FULL SCREEN");
        }
    }

    @Test
    void whoWatchedAndWasKilledHasTheTerminalBackToo() throws Exception {
        java(FULL_SCREEN + "read -r -N 1; kill -KILL $$\n");
        try (var terminal = shell()) {
            line(terminal, "scripts/holdpoint attach x; echo code $?");
            terminal.await("FULL SCREEN");
            terminal.type("k");
            assertThat(terminal.await("code 137"))
                    .contains("the run that it showed goes on")
                    .doesNotContain("resume");
            assertThat(terminal.format("#{alternate_on} #{cursor_flag} #{mouse_all_flag}"))
                    .isEqualTo("0 1 0");
        }
    }

    @Test
    void aProgramThatEndsInOrderHasTheLastWord() throws Exception {
        java(FULL_SCREEN
                + "read -r -N 1; printf '\\033[?1003l\\033[?25h\\033[?1049l'; stty sane; echo goodbye; exit 3\n");
        try (var terminal = shell()) {
            line(terminal, "scripts/holdpoint run x; echo code $?");
            terminal.await("FULL SCREEN");
            terminal.type("q");
            assertThat(terminal.await("code 3")).contains("goodbye").doesNotContain("killed");
        }
    }

    @Test
    void aProgramThatFallsOverInTheFullScreenLeavesNoMess() throws Exception {
        java(FULL_SCREEN + "read -r -N 1; exit 1\n");
        try (var terminal = shell()) {
            line(terminal, "scripts/holdpoint run x; echo code $?");
            terminal.await("FULL SCREEN");
            terminal.type("q");
            terminal.await("code 1");
            assertThat(terminal.format("#{alternate_on} #{cursor_flag} #{mouse_all_flag}"))
                    .isEqualTo("0 1 0");
        }
    }

    @Test
    void suspendedItStopsWithTheProgramAndContinuesWithIt() throws Exception {
        java(FULL_SCREEN + """
                read -r -N 1; printf '\\033[?1003l\\033[?25h\\033[?1049l'; stty sane
                kill -TSTP 0; echo continued; exit 3
                """);
        try (var terminal = shell()) {
            line(terminal, "scripts/holdpoint run x");
            terminal.await("FULL SCREEN");
            terminal.type("z");
            terminal.await("Stopped");
            line(terminal, "fg; echo code $?");
            assertThat(terminal.await("code 3")).contains("continued");
        }
    }

    @Test
    void ctrlCReachesAProgramThatDoesNotReadKeys() throws Exception {
        java("trap 'echo interrupted; exit 130' INT; echo ready; while :; do sleep 0.05; done\n");
        try (var terminal = shell()) {
            line(terminal, "scripts/holdpoint check x");
            terminal.await("ready");
            terminal.keys("C-c");
            terminal.await("interrupted");
            line(terminal, "echo code $?");
            terminal.await("code 130");
        }
    }

    /** A person's shell: what is typed into it is a job in the foreground, as at any prompt. */
    private Tmux shell() {
        var terminal = Tmux.start(home, 100, 24, Map.of());
        terminal.run(List.of("env", "PS1=$ ", "bash", "--norc", "--noprofile", "-i"));
        terminal.await("^\\$");
        return terminal;
    }

    private static void line(Tmux terminal, String text) {
        terminal.type(text);
        terminal.keys("Enter");
    }

    private void java(String script) throws IOException {
        var file = home.resolve("java");
        Files.writeString(file, "#!/usr/bin/env bash\n" + script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Process launch(Path dir, Path launcher, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static String output(Process process) throws Exception {
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }
}
