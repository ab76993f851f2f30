package dev.holdpoint.step.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.FakeAttempt;
import dev.holdpoint.step.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class WaitTest {
    private final Wait wait = new Wait();
    private final FakeAttempt attempt = new FakeAttempt();

    @Test
    void waitsForTheTimeAndRemembersItsStart() throws Exception {
        attempt.clock = InstantSource.system();
        var before = attempt.clock.instant();
        assertThat(wait.run(new Wait.Spec(Duration.ofMillis(20)), attempt)).isEqualTo(Outcome.done("waited 20ms"));
        assertThat(attempt.clock.instant()).isAfterOrEqualTo(before.plusMillis(20));
        assertThat(attempt.memory).containsKey("since");
    }

    @Test
    void aResumedWaitCountsFromItsFirstStart() throws Exception {
        attempt.resumed = true;
        attempt.memory.put("since", FakeAttempt.NOW.minusSeconds(3600).toString());
        assertThat(wait.run(new Wait.Spec(Duration.ofMinutes(59)), attempt)).isEqualTo(Outcome.done("waited 59m"));
        assertThat(attempt.progress).isEmpty();
    }

    @Test
    void anEarlierAttemptsStartIsNotThisOnes() {
        attempt.resumed = true;
        attempt.memory.put("since", FakeAttempt.NOW.minusSeconds(3600).toString());
        attempt.earlier.add("since");
        Thread.currentThread().interrupt();
        assertThat(catchInterrupted()).isTrue();
        assertThat(attempt.memory).containsEntry("since", FakeAttempt.NOW.toString());
    }

    @Test
    void aRetriedWaitBeginsAnew() {
        attempt.memory.put("since", FakeAttempt.NOW.minusSeconds(3600).toString());
        Thread.currentThread().interrupt();
        assertThat(catchInterrupted()).isTrue();
        assertThat(attempt.memory).containsEntry("since", FakeAttempt.NOW.toString());
        assertThat(attempt.progress.getFirst().left()).isEqualTo(Duration.ofMinutes(59));
    }

    private boolean catchInterrupted() {
        try {
            wait.run(new Wait.Spec(Duration.ofMinutes(59)), attempt);
            return false;
        } catch (InterruptedException cancelled) {
            return true;
        }
    }

    @Test
    void noTimeIsAProblem() {
        assertThat(wait.problems(new Wait.Spec(Duration.ZERO))).hasSize(1);
    }
}
