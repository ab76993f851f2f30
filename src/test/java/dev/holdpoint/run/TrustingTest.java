package dev.holdpoint.run;

import static dev.holdpoint.run.StepDraft.step;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Attempt;
import org.junit.jupiter.api.Test;

final class TrustingTest {
    private static final String KEY = "ssh-ed25519 SHA256:abc";

    @Test
    void onlyAKeyThatWasShownIsTrusted() {
        var walk = Walk.over(step("connect"), step("next"));
        var trust = new Intent.TrustKey("connect");
        assertThat(walk.refusal(trust)).isEqualTo("connect waits for no host key to be trusted");

        walk.starts("connect").fails("connect");
        assertThat(walk.refusal(trust)).isEqualTo("connect waits for no host key to be trusted");

        walk.hears(new Signal.Remembered("connect", Attempt.UNKNOWN_KEY, KEY)).told();
        walk.does(trust);
        assertThat(walk.told())
                .containsExactly(
                        new Event.StepRemembered("connect", Attempt.TRUSTED_KEY, KEY),
                        new Event.StepRemembered("connect", Attempt.UNKNOWN_KEY, ""),
                        new Event.StepRetried("connect", "alice", "the host key " + KEY + " was compared and is right"),
                        new Event.StepStarted("connect", 2));
        walk.fails("connect");
        assertThat(walk.refusal(trust)).as("once").isEqualTo("connect waits for no host key to be trusted");
    }
}
