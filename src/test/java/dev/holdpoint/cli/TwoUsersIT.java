package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdpoint.pair.ReviewerFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Approvals between users of the operating system, each in a process of their own. Needs root, to make them. */
@Tag("slow")
@Timeout(300)
final class TwoUsersIT {
    private static final String CHECKLIST = """
            checklist: Two
            variables:
              host: { ask: Host, default: old }
            phases:
              - phase: One
                steps:
                  - step: flip
                    title: Flip
                    shell: echo "$host"
                    hold: { because: it matters, type: go, approvals: 1, countdown: 0s }
            """;

    private static final String ALICE = "hp-alice";
    private static final String BOB = "hp-bob";
    private static final String MALLORY = "hp-mallory";

    @TempDir
    private Path folder;

    private People people;
    private long alice;
    private long bob;
    private Path reviewers = Path.of("");
    private Path meeting = Path.of("");
    private Process driver;
    private BufferedReader driverSays;
    private String run = "";

    @BeforeEach
    void everybody() throws Exception {
        people = new People(folder);
        alice = people.add(ALICE);
        bob = people.add(BOB);
        people.add(MALLORY);
        Files.writeString(folder.resolve("two.yml"), CHECKLIST);
        meeting = Files.createDirectory(folder.resolve("meeting"));
        var everybody = Files.getPosixFilePermissions(meeting);
        everybody.addAll(PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(meeting, everybody);
        reviewers = folder.resolve("etc/reviewers");
        ReviewerFile.add(reviewers, BOB);
        // That the driver is named in it as well must not help.
        ReviewerFile.add(reviewers, ALICE);
    }

    @AfterEach
    void nobody() throws Exception {
        if (driver != null) {
            driver.destroyForcibly().waitFor();
        }
        if (people != null) {
            people.close();
        }
    }

    @Test
    void anotherUserApprovesAndNobodyElse() throws Exception {
        drives(ALICE, People.NOBODY);
        assertThat(visits(BOB, People.NOBODY, "approve", "flip", ""))
                .contains("is locked: hp-alice looks at its checks");
        assertThat(order("arm")).startsWith("Armed []");

        assertThat(visits(MALLORY, People.NOBODY, "approve", "flip", ""))
                .contains("hp-mallory is not known at this run");
        assertThat(visits(MALLORY, People.NOBODY, "attach")).contains("hp-mallory is not known at this run");
        assertThat(visits(ALICE, People.NOBODY, "approve", "flip")).contains("nobody approves their own");
        assertThat(visits("root", People.NOBODY, "attach")).isEqualTo("attached to " + run);
        assertThat(visits(BOB, People.NOBODY, "attach")).isEqualTo("attached to " + run);

        var seen = visits(BOB, People.NOBODY, "look", "flip");
        assertThat(seen)
                .contains("step    flip · Flip")
                .contains("value   host = old")
                .contains("echo \"$host\"");
        assertThat(visits(BOB, People.NOBODY, "approve", "flip")).isEqualTo("hp-bob has approved flip");
        assertThat(visits(BOB, People.NOBODY, "approve", "flip")).contains("has all its approvals");
        assertThat(order("look")).startsWith("Armed [hp-bob]");
        order("type");
        assertThat(order("done")).startsWith("Locked []");
        assertThat(Files.readString(journal()))
                .contains("\"type\":\"hold.approved\"")
                .contains("\"by\":\"hp-bob\"");
    }

    @Test
    void anApprovalIsVoidWhenWhatItCoversChanges() throws Exception {
        drives(ALICE, People.NOBODY);
        order("arm");
        var digest =
                visits(BOB, People.NOBODY, "look", "flip").lines().findFirst().orElseThrow();
        assertThat(visits(BOB, People.NOBODY, "approve", "flip", digest)).contains("has approved");
        assertThat(order("host new")).startsWith("Locked []").contains("“value host = old” is “value host = new” now");
        order("arm");
        assertThat(visits(BOB, People.NOBODY, "approve", "flip", digest)).contains("has changed since you looked");
        assertThat(order("type")).startsWith("Waiting []");
        assertThat(visits(BOB, People.NOBODY, "approve", "flip")).contains("has approved");
        assertThat(order("done")).contains("Locked []");
    }

    @Test
    void whoHasBecomeSomebodyElseIsStillWhoTheyAre() throws Exception {
        assumeTrue(People.loginsCanBeSet(), "this kernel does not let a test say who has logged in");
        drives(ALICE, alice);
        order("arm");
        // su hp-bob, sudo -u hp-bob, sudo: the login stays alice's.
        assertThat(visits(BOB, alice, "approve", "flip")).contains("hp-alice drives this run");
        assertThat(visits("root", alice, "approve", "flip")).contains("hp-alice drives this run");
        assertThat(visits("root", bob, "approve", "flip")).isEqualTo("hp-bob has approved flip");
    }

    @Test
    void twoWhoBothBecameRootAreTwo() throws Exception {
        assumeTrue(People.loginsCanBeSet(), "this kernel does not let a test say who has logged in");
        drives("root", alice);
        order("arm");
        assertThat(visits("root", alice, "approve", "flip")).contains("hp-alice drives this run");
        assertThat(visits(ALICE, People.NOBODY, "approve", "flip")).contains("hp-alice drives this run");
        assertThat(visits("root", People.NOBODY, "approve", "flip")).contains("root is no reviewer");
        assertThat(visits("root", bob, "approve", "flip")).isEqualTo("hp-bob has approved flip");
    }

    private void drives(String user, long login) throws IOException {
        var state = Files.createDirectory(folder.resolve("state"));
        Files.setAttribute(state, "unix:uid", user.equals("root") ? 0 : (int) alice);
        driver = people.start(
                user,
                login,
                Chauffeur.class,
                state.toString(),
                folder.resolve("two.yml").toString(),
                reviewers.toString(),
                meeting.toString());
        driverSays = new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
        run = hears();
    }

    private String hears() throws IOException {
        var line = driverSays.readLine();
        assertThat(line).as("the driver's program has ended").isNotNull();
        return line;
    }

    private String order(String word) throws IOException {
        driver.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
        driver.getOutputStream().flush();
        return hears();
    }

    private String visits(String user, long login, String... words) throws Exception {
        var all = new java.util.ArrayList<>(List.of(meeting.toString(), run));
        all.addAll(List.of(words));
        return people.says(user, login, Visitor.class, all.toArray(String[]::new));
    }

    private Path journal() throws InterruptedException {
        driver.destroy();
        assertThat(driver.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return folder.resolve("state/runs").resolve(run).resolve("journal.jsonl");
    }
}
