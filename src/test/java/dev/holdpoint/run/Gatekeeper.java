package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Hold;
import dev.holdpoint.step.Evidence;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/** What one gate has seen since it was last locked; knows nothing of {@link Gates}. */
final class Gatekeeper {
    private final Hold hold;
    private final HashSet<String> passed = new HashSet<>();
    private final HashSet<String> approved = new HashSet<>();
    private String asked = "";
    private Instant countdownEnds = Instant.MAX;
    /** What locked it last was what its checks saw. */
    private boolean red;
    /** It stands open for the step's undo. */
    private boolean undo;

    Gatekeeper(Plan.Stop stop) {
        this.hold = stop.hold();
    }

    void watch(Event event, Instant now, String driver) {
        switch (event) {
            case Event.ApprovalsAsked it -> {
                assertThat(it.digest().equals(asked) || approved.isEmpty())
                        .as("approvals of something else are still there")
                        .isTrue();
                asked = it.digest();
            }
            case Event.HoldApproved it -> {
                assertThat(it.by()).as("approves their own").isNotEqualTo(driver);
                assertThat(it.digest()).as("approves something else").isEqualTo(asked);
                assertThat(approved.add(it.by())).as("counts twice").isTrue();
            }
            case Event.ApprovalVoided it -> approved.remove(it.by());
            case Event.UndoAsked ignored -> {
                passed.clear();
                undo = true;
            }
            case Event.StepSkipped ignored -> {
                approved.clear();
                closed();
            }
            case Event.StepDone ignored -> {
                approved.clear();
                if (undo) {
                    closed();
                }
            }
            case Event.StepUndone ignored -> approved.clear();
            case Event.HoldLocked it -> {
                red = it.evidence().isEmpty() ? red : !it.evidence().stream().allMatch(Evidence::green);
                closed();
            }
            case Event.HoldArmed it -> {
                passed.clear();
                good(it.evidence(), it.seen(), now);
                red = false;
                passed.add("armed");
            }
            case Event.PhraseTyped ignored -> passed.add("typed");
            case Event.CountdownStarted it -> {
                assertThat(approved).as("counts down").hasSizeGreaterThanOrEqualTo(hold.approvals());
                countdownEnds = it.ends();
            }
            case Event.CountdownStopped ignored -> passed.remove("typed");
            case Event.HoldReleased it -> {
                good(it.evidence(), it.seen(), now);
                assertThat(passed).as("released").contains("armed", "typed");
                assertThat(approved).as("approved").hasSizeGreaterThanOrEqualTo(hold.approvals());
                assertThat(now).as("released before the countdown is over").isAfterOrEqualTo(countdownEnds);
                passed.add("released");
            }
            default -> {}
        }
    }

    private void good(List<Evidence> evidence, Instant seen, Instant now) {
        assertThat(evidence).hasSize(undo ? 0 : hold.checks().size());
        assertThat(evidence).as("red evidence").allMatch(Evidence::green);
        if (!evidence.isEmpty()) {
            assertThat(seen.plus(hold.fresh())).as("stale evidence").isAfterOrEqualTo(now);
        }
    }

    /** A release is good for one start. */
    void mayStart() {
        assertThat(passed).as("starts unreleased").contains("released");
        assertThat(undo).as("starts by the release of its undo").isFalse();
        passed.clear();
        approved.clear();
    }

    /** The same for one undo. */
    void mayUndo() {
        assertThat(passed).as("undone unreleased").contains("released");
        assertThat(undo).as("undone by the release of its start").isTrue();
        undone();
    }

    /** What was agreed to counts no more, whichever way it was undone. */
    void undone() {
        closed();
        approved.clear();
    }

    /** Its checks were red when it was last looked at. */
    boolean red() {
        return red;
    }

    /** Whatever was passed counts no more. */
    void closed() {
        passed.clear();
        undo = false;
    }
}
