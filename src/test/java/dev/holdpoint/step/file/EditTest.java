package dev.holdpoint.step.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditTest {
    private static final String TEXT = "proxy:\n  address: 100.64.0.13\n  password: hunter22\n  port: 1\n";

    private final Edit edit = new Edit();
    private final FakeAttempt attempt = new FakeAttempt().at("proxy", Map.of());

    @TempDir
    Path folder;

    private Edit.Spec set(Path file, String path, String value) {
        return new Edit.Spec("proxy", file.toString(), Map.of(path, value), null, null, null);
    }

    private Edit.Spec replace(Path file, String text, String with) {
        return new Edit.Spec("proxy", file.toString(), null, null, new Replacing(text, null, with, 1), null);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private List<String> names() throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.yml",
                "-rf .yml",
                "it's \"$(x)`y`\" ; *.yml",
                "two\nlines\n.yml",
                "ümläut 🦊.yml",
                "back\\slash.yml"
            })
    void theNewBytesAreWrittenTheOldOnesKeptAndPutBack(String name) throws Exception {
        var file = file(name, TEXT);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        var spec = set(file, "proxy.address", "100.64.0.20");
        assertThat(edit.run(spec, attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(file).hasContent(TEXT.replace(".13", ".20"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(names()).hasSize(2).contains(name);
        assertThat(names()).filteredOn(it -> !it.equals(name)).allMatch(it -> it.startsWith("."));
        assertThat(attempt.said).contains("-  address: 100.64.0.13", "+  address: 100.64.0.20");
        assertThat(edit.undo(spec, attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(file).hasContent(TEXT);
        assertThat(names()).containsExactly(name);
        assertThat(edit.undo(spec, attempt)).isEqualTo(Outcome.done("nothing was changed, so nothing is taken back"));
    }

    @Test
    void neitherOurSecretsNorThoseOfTheFileAreShown() throws Exception {
        attempt.with("!pin=s3cr3t-pin");
        var file = file("app.yml", TEXT);
        var spec = set(file, "proxy.address", "http://s3cr3t-pin@x");
        var seen = new EditTrial().observe(spec, attempt);
        assertThat(seen.green()).isTrue();
        assertThat(seen.sentence())
                .isEqualTo("1 line of " + file + " changes: -  address: 100.64.0.13; +  address: http://••••@x");
        assertThat(seen.details()).contains("   password: ••••");
        assertThat(file).hasContent(TEXT);
        edit.run(spec, attempt);
        assertThat(attempt.said.toString()).doesNotContain("hunter22").doesNotContain("s3cr3t-pin");
        assertThat(edit.preview(spec, attempt).toString()).doesNotContain("s3cr3t-pin");
        assertThat(file).content().contains("s3cr3t-pin").contains("hunter22");
    }

    @Test
    void ofAnEnvOrIniFileOnlyWhatChangesIsShown() throws Exception {
        for (var name : List.of("app.env", "app.ini")) {
            var file = file(name, "SALT_OF_USERS=hunter22\nA=1\nB=hunter22\n");
            edit.run(replace(file, "A=1", "A=2"), attempt);
            assertThat(attempt.said).contains("-A=1", "+A=2");
        }
        assertThat(attempt.said.toString()).doesNotContain("hunter22");
    }

    @Test
    void aSecretThatChangesIsShownAsDots() throws Exception {
        var file = file("app.env", "DATABASE_URL=postgres://app:hunter22@db/x\n");
        edit.run(replace(file, "hunter22@db", "hunter33@new"), attempt);
        assertThat(attempt.said)
                .contains("-DATABASE_URL=postgres://app:••••@db/x", "+DATABASE_URL=postgres://app:••••@new/x");
    }

    @Test
    void aReplaceThatIsTriedAgainReplacesNothingTwice() throws Exception {
        var file = file("x.conf", "a 1\n");
        var spec = replace(file, "1", "11");
        assertThat(edit.run(spec, attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(edit.run(spec, attempt)).asString().contains("it was changed already");
        assertThat(file).hasContent("a 11\n");
        assertThat(edit.run(replace(file, "a", "b"), attempt)).asString().contains("1 line of");
        assertThat(file).hasContent("b 1\n");
        edit.undo(spec, attempt);
        assertThat(file).hasContent("a 1\n");
    }

    @Test
    void whatSomebodyElseHasChangedSinceIsNotPutBack() throws Exception {
        var file = file("app.yml", TEXT);
        var spec = set(file, "proxy.port", "2");
        edit.run(spec, attempt);
        Files.writeString(file, "mine\n");
        assertThat(edit.undo(spec, attempt))
                .extracting("reason")
                .isEqualTo(file + " on proxy has been changed by somebody else since");
        assertThat(file).hasContent("mine\n");
    }

    @Test
    void aFileThatChangesWhileItIsEditedIsNotWritten() throws Exception {
        var file = file("app.yml", TEXT);
        var read = HostFile.read(attempt, "proxy", file.toString());
        Files.writeString(file, "mine\n");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> read.exchange(attempt, "x", file + ".bak"))
                .hasMessageEndingWith("somebody has changed it in the meantime");
        assertThat(file).hasContent("mine\n");
        assertThat(names()).containsExactly("app.yml");
    }

    @Test
    void aLinkStaysALinkAndLargeFilesGoInPieces() throws Exception {
        var file = file("real.env", "A=1\n" + "# ünd so weiter\n".repeat(20_000));
        var link = Files.createSymbolicLink(folder.resolve("app.env"), Path.of("real.env"));
        assertThat(edit.run(set(link, "A", "2"), attempt)).isInstanceOf(Outcome.Done.class);
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(file)).startsWith("A=2\n").hasSize(4 + 16 * 20_000);
    }

    @Test
    void whatCannotBeEditedIsSaidAndLeftAlone() throws Exception {
        assertThat(edit.run(set(folder.resolve("no.yml"), "a", "b"), attempt))
                .isEqualTo(Outcome.failed(
                        folder.resolve("no.yml") + " on proxy: there is no such file",
                        "nothing was changed; mend that, then retry"));
        var binary = Files.write(folder.resolve("x.yml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThat(edit.run(set(binary, "a", "b"), attempt))
                .extracting("reason")
                .asString()
                .contains("no text in UTF-8");
        assertThat(edit.run(set(Files.createDirectory(folder.resolve("d.yml")), "a", "b"), attempt))
                .extracting("reason")
                .asString()
                .endsWith("it is no file");
        var wide = file("nginx.conf", "a 1\nb 1\n");
        var seen = new EditTrial().observe(replace(wide, "1", "2"), attempt);
        assertThat(seen.green()).isFalse();
        assertThat(seen.sentence()).contains("stands in 2 places");
        assertThat(edit.run(set(file("same.yml", "a: b\n"), "a", "b"), attempt))
                .asString()
                .contains("it is so already");
    }

    @Test
    void aSpecSaysOneThing() {
        assertThat(edit.problems(new Edit.Spec("p", "relative.yml", Map.of("a", "b"), null, null, null)))
                .hasSize(1);
        assertThat(edit.problems(new Edit.Spec("p", "/x", Map.of("a", "b"), null, null, null)))
                .hasSize(1);
        assertThat(edit.problems(new Edit.Spec("p", "/x.yml", Map.of("a", "b"), List.of("c"), null, null)))
                .hasSize(1);
        assertThat(edit.problems(new Edit.Spec("p", "/x.yml", null, null, new Replacing(null, "(", "", 0), null)))
                .hasSize(2);
        assertThat(edit.problems(new Edit.Spec("p", "/x", null, null, new Replacing("a", null, "", 1), null)))
                .isEmpty();
    }
}
