package dev.holdpoint.step.manual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.step.FakeAttempt;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManualTest {
    private final Manual manual = new Manual();

    @Test
    void whatIsAskedBecomesVariables() {
        var spec = new Manual.Spec(
                "Call them.",
                Map.of(
                        "who", new Manual.Ask("Who answered", VariableType.TEXT, null, false, List.of()),
                        "pin", new Manual.Ask(null, VariableType.NUMBER, "1", true, List.of())));
        assertThat(manual.byHand()).isTrue();
        assertThat(manual.asks(spec))
                .extracting("name", "ask", "fallback", "secret")
                .containsExactly(tuple("pin", "pin", "1", true), tuple("who", "Who answered", null, false));
        assertThat(manual.preview(spec, new FakeAttempt()))
                .containsExactly("Call them.", "asks for pin: pin", "asks for who: Who answered");
    }

    @Test
    void aChoiceNeedsOptionsAndTheTextSaysSomething() {
        var choice = new Manual.Ask(null, VariableType.CHOICE, null, false, List.of());
        assertThat(manual.problems(new Manual.Spec(" ", Map.of("mode", choice))))
                .hasSize(2);
    }

    private List<String> byDefault(VariableType type, String fallback, boolean secret, String... options) {
        var ask = new Manual.Ask(null, type, fallback, secret, List.of(options));
        return manual.problems(new Manual.Spec("Ask them.", Map.of("x", ask)));
    }

    @Test
    void aDefaultIsARightValueAndNoSecretHasOne() {
        assertThat(byDefault(VariableType.TEXT, "abc", true))
                .singleElement()
                .asString()
                .contains("leave its default out");
        assertThat(byDefault(VariableType.NUMBER, "abc", false))
                .containsExactly("the default of ask.x: not a number, such as 42");
        assertThat(byDefault(VariableType.CHOICE, "c", false, "a", "b")).hasSize(1);
        assertThat(byDefault(VariableType.CHOICE, "a", false, "a", "b")).isEmpty();
        assertThat(byDefault(VariableType.NUMBER, "${n}", false)).isEmpty();
    }
}
