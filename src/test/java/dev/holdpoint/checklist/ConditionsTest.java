package dev.holdpoint.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
    private static boolean holds(String text) {
        var values = new Values(Map.of("kind", "hot", "name", "a b", "sand", "and"), Set.of());
        return Conditions.parse(text).orElseThrow().holds(values);
    }

    @Test
    void readsEveryForm() {
        assertThat(holds("${kind} == hot")).isTrue();
        assertThat(holds("${kind}==cold")).isFalse();
        assertThat(holds("${kind} != cold")).isTrue();
        assertThat(holds("${kind} in [cold, hot]")).isTrue();
        assertThat(holds("${kind} in [cold]")).isFalse();
        assertThat(holds("${name} == 'a b' and ${kind} in [\"hot\"]")).isTrue();
        assertThat(holds("${name} == \"a b\" and ${kind} == cold")).isFalse();
        assertThat(holds("${sand} == and and ${kind} == hot")).isTrue();
        assertThat(holds("${none} == x")).isFalse();
        assertThat(holds("${none} != x")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kind == hot",
                "${kind}",
                "${kind} == ",
                "${kind} = hot",
                "${kind} == hot or ${kind} == cold",
                "${kind} == hot and",
                "${kind} == hot and ",
                "${kind} in []",
                "${kind} in hot",
                "${Kind} == hot",
                "${kind} == hot ${kind} == hot",
                "${kind} in [hot]and ${kind} == hot",
                "${kind} == hotand ${kind} == hot",
                "${kind} == a b",
                "not ${kind} == hot"
            })
    void refusesTheRest(String text) {
        assertThat(Conditions.parse(text)).isEmpty();
    }
}
