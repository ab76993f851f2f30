package dev.holdpoint.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdpoint.run.Approvals.How;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.RunControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reviewers' files, and codes that are spoken. Root alone can write what counts, so only root can test it. */
final class SpokenCodesTest {
    @TempDir
    Path folder;

    private final List<Intent> wanted = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T02:00:00Z");
    private Path file = Path.of("");
    private Decision answer = new Decision.Events(List.of());

    @BeforeEach
    void names() throws IOException {
        assumeTrue(Person.self().uid() == 0, "only root can write what counts");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        file = folder.resolve("holdpoint/reviewers");
        ReviewerFile.add(file, "bob");
        ReviewerFile.add(file, "carol");
    }

    @Test
    void bothFilesAreAsTheyMustBe() throws IOException {
        var reviewers = new Reviewers(file);
        assertThat(reviewers.names()).containsExactly("bob", "carol");
        assertThat(mode(file)).isEqualTo("rw-r--r--");
        assertThat(mode(reviewers.seedsFile())).isEqualTo("rw-------");
        assertThat(Files.readString(file)).doesNotContain(reviewers.seeds().get("bob"));
    }

    @Test
    void aNewSeedTakesThePlaceOfTheOldOneAndKeepsTheMode() throws IOException {
        var reviewers = new Reviewers(file);
        var before = reviewers.seeds();
        Files.setPosixFilePermissions(reviewers.seedsFile(), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(ReviewerFile.add(file, "bob")).startsWith("otpauth://totp/Holdpoint:bob?secret=");
        assertThat(reviewers.seeds().get("bob")).isNotEqualTo(before.get("bob"));
        assertThat(reviewers.seeds().get("carol")).isEqualTo(before.get("carol"));
        assertThat(mode(reviewers.seedsFile())).isEqualTo("rw-r-----");
    }

    @Test
    void aFileThatOthersMayWriteCountsForNothing() throws IOException {
        for (var path : List.of(file, file.getParent())) {
            var before = Files.getPosixFilePermissions(path);
            for (var modes : List.of("rwxrwxr-x", "rwxr-xrwx")) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(modes));
                assertThatThrownBy(() -> new Reviewers(file).names()).hasMessageContaining("may write");
                assertThatThrownBy(() -> ReviewerFile.add(file, "dave")).isInstanceOf(Reviewers.Untrusted.class);
            }
            Files.setPosixFilePermissions(path, before);
        }
        Files.setAttribute(file, "unix:uid", 12345);
        assertThatThrownBy(() -> new Reviewers(file).names()).hasMessageContaining("is not root's");
        assertThat(new Reviewers(file).namesIfTrusted()).isEmpty();
    }

    @Test
    void seedsThatEverybodyCanReadAreNone() throws IOException {
        var code = code("bob");
        Files.setPosixFilePermissions(new Reviewers(file).seedsFile(), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(says("bob", code)).contains("everybody may read");
        assertThat(wanted).isEmpty();
    }

    @Test
    void whatIsNoNameIsRefused() throws IOException {
        for (var name : List.of("", "a b", "../x", "bob\nmallory", "-x", "ü")) {
            assertThatThrownBy(() -> ReviewerFile.add(file, name)).isInstanceOf(IllegalArgumentException.class);
        }
        Files.writeString(file, "bob\n# the others\n\n  carol  # on call\n");
        assertThat(new Reviewers(file).names()).containsExactly("bob", "carol");
        Files.writeString(file, "bob; carol\n");
        assertThatThrownBy(() -> new Reviewers(file).names()).hasMessageContaining("is no name");
    }

    @Test
    void aCodeApproves() throws IOException {
        assertThat(says("bob", code("bob"))).isEmpty();
        assertThat(wanted).containsExactly(new Intent.ApproveHold("flip", "bob", How.CODE, null));
    }

    @Test
    void aCodeCountsOnce() throws IOException {
        var code = code("bob");
        says("bob", code);
        now = now.plusSeconds(30);
        assertThat(says("bob", code)).contains("used already");
        assertThat(says("carol", code("carol"))).isEmpty();
        assertThat(says("bob", code("bob"))).isEmpty();
        assertThat(wanted).hasSize(3);
    }

    @Test
    void aCodeThatApprovedNothingMayStillApprove() throws IOException {
        var code = code("bob");
        answer = Decision.refused("the gate is locked");
        assertThat(says("bob", code)).isEqualTo("the gate is locked");
        answer = new Decision.Events(List.of());
        assertThat(says("bob", code)).isEmpty();
        assertThat(says("bob", code)).contains("used already");
    }

    @Test
    void aWrongCodeIsCounted() throws IOException {
        assertThat(says("bob", "000000".equals(code("bob")) ? "000001" : "000000"))
                .contains("no code of bob's");
        assertThat(says("bob", code("carol"))).contains("no code of bob's");
        assertThat(wanted).containsOnly(new Intent.RefuseCode("flip", "bob"));
    }

    @Test
    void whoIsNoReviewerSpeaksForNobody() throws IOException {
        assertThat(says("mallory", "123456")).contains("no reviewer is called mallory (bob, carol)");
        Files.delete(file);
        assertThat(says("bob", "123456"))
                .isEqualTo("nobody may approve yet: sudo holdpoint reviewer add bob names bob");
        assertThat(wanted).isEmpty();
    }

    private String code(String name) throws IOException {
        return OneTimeCode.at(new Reviewers(file).seeds().get(name), now);
    }

    /** The reason of a refusal; empty where it is taken. */
    private String says(String name, String code) {
        var run = new RunControl() {
            @Override
            public CompletableFuture<Decision> want(Intent intent) {
                wanted.add(intent);
                return CompletableFuture.completedFuture(answer);
            }

            @Override
            public void type(String step, byte[] keys) {}

            @Override
            public void resize(String step, int columns, int rows) {}
        };
        var codes = new SpokenCodes(run, new Reviewers(file), new Meeting(folder), () -> now);
        return codes.want(new Intent.SpeakCode("flip", name, code)).join() instanceof Decision.Refusal(String reason)
                ? reason
                : "";
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
