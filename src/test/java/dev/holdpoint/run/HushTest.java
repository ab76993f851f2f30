package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Words on their way into the journal. */
final class HushTest {
    private static final String SECRET = "s3/cret sesame";
    private static final Values VALUES = Values.NONE
            .with("password", SECRET, true)
            .with("db", "postgres://alice:hunter2%2Fx@db.example.org/app", true);

    @ParameterizedTest
    @MethodSource
    void whatAPersonSaysIsWrittenWithoutSecrets(Intent said) {
        assertThat(said.toString()).contains(SECRET);
        assertThat(Hush.of(said, VALUES)).hasSameClassAs(said).hasToString(masked(said));
    }

    static Stream<Intent> whatAPersonSaysIsWrittenWithoutSecrets() {
        return Stream.of(
                new Intent.RetryStep("a", "it was " + SECRET),
                new Intent.AddNote("a", "it was " + SECRET),
                new Intent.SkipStep("a", "it was " + SECRET),
                new Intent.MarkDone("a", "it was " + SECRET),
                new Intent.MarkFailed("a", "it was " + SECRET),
                new Intent.UndoStep("a", "it was " + SECRET),
                new Intent.CloseItem("a", "it was " + SECRET),
                new Intent.Abort("it was " + SECRET));
    }

    @ParameterizedTest
    @MethodSource
    void whatWasSeenIsWrittenWithoutSecrets(Signal told) {
        assertThat(Hush.of(told, VALUES)).hasSameClassAs(told).hasToString(masked(told));
    }

    static Stream<Signal> whatWasSeenIsWrittenWithoutSecrets() {
        var seen = List.of(new Evidence(false, "of " + SECRET, "saw " + SECRET, Walk.START, List.of("- " + SECRET)));
        return Stream.of(
                new Signal.ActionEnded("a", 1, Outcome.done("with " + SECRET), Map.of()),
                new Signal.ActionEnded("a", 1, Outcome.failed("with " + SECRET, "drop " + SECRET), Map.of()),
                new Signal.UndoEnded("a", Outcome.unknown("with " + SECRET)),
                new Signal.Verified("a", 1, seen),
                new Signal.HoldSensed("a", seen, Walk.START));
    }

    /** The password of a connection address is in nobody's variable, and servers name it alone. */
    @Test
    void aSecretIsFoundInEveryFormThatOutputIsSearchedFor() {
        var said = "auth failed for hunter2/x, s3%2Fcret%20sesame, czMvY3JldCBzZXNhbWU=";
        assertThat(Hush.of(new Signal.UndoEnded("a", Outcome.unknown(said)), VALUES))
                .isEqualTo(new Signal.UndoEnded("a", Outcome.unknown("auth failed for ••••, ••••, ••••")));
    }

    private static String masked(Object said) {
        return said.toString().replace(SECRET, Values.MASK);
    }
}
