package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StepStatusTest {
    /** A kind may keep facts before its first job: they are no reason to go on without the gate after a crash. */
    @Test
    void onlyAJobIsProofThatSomethingHasBegun() {
        var job = StepStatus.job("flip-1.copy");
        var remembers = StepStatus.INITIALLY.remembering("route", "old");
        assertThat(remembers.anyJob("")).isFalse();
        var begun = remembers.remembering(job, "8a1b-boot old");
        assertThat(begun.anyJob("")).isTrue();
        assertThat(begun.anyJob(job)).as("another one than that").isFalse();
        assertThat(begun.remembering(StepStatus.job("flip-1.state"), "8a1b-boot")
                        .anyJob(job))
                .isTrue();
    }
}
