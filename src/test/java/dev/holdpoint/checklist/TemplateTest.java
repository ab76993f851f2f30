package dev.holdpoint.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TemplateTest {
    private static final Values VALUES = new Values(Map.of("a", "1", "b", "two ${a}", "key", "hunter2"), Set.of("key"));

    @Test
    void putsValuesIn() {
        var filled = Template.fill("${a}-${b}-$${a}-$a-$", VALUES);
        assertThat(filled.text()).isEqualTo("1-two ${a}-${a}-$a-$");
        assertThat(filled.missing()).isEmpty();
        assertThat(filled.secret()).isFalse();
    }

    @Test
    void tellsWhatIsMissingAndWhatIsSecret() {
        var filled = Template.fill("${key} ${none} ${Bad} ${", VALUES);
        assertThat(filled.text()).isEqualTo("hunter2 ${none} ${Bad} ${");
        assertThat(filled.missing()).containsExactly("none");
        assertThat(filled.secret()).isTrue();
    }

    @Test
    void theScreenNeverShowsASecret() {
        assertThat(Template.show("${a} ${key}", VALUES)).isEqualTo("1 " + Values.MASK);
    }

    @Test
    void namesAreThoseOfVariablesOnly() {
        assertThat(Template.names("${b} $${a} ${b} ${Bad} ${a_1}")).containsExactly("b", "a_1");
        assertThat(Template.isName("a_1")).isTrue();
        assertThat(Template.isName("1a")).isFalse();
    }

    @Property
    void whatTwoTemplatesMakeIsWhatTheyMakeOneAfterTheOther(
            @ForAll
                    @StringLength(max = 12)
                    @CharRange(from = '$', to = '$')
                    @CharRange(from = '{', to = '{')
                    @CharRange(from = '}', to = '}')
                    @CharRange(from = 'a', to = 'b')
                    String outer,
            @ForAll
                    @StringLength(max = 8)
                    @CharRange(from = '$', to = '$')
                    @CharRange(from = '{', to = '{')
                    @CharRange(from = '}', to = '}')
                    @CharRange(from = 'a', to = 'b')
                    String start) {
        var inner = start + "!";
        var composed = Template.compose(outer, Map.of("a", inner));
        var values = new Values(Map.of("a", "1", "b", "2"), Set.of());
        var oneByOne = new Values(Map.of("a", Template.fill(inner, values).text(), "b", "2"), Set.of());
        assertThat(Template.fill(composed, values).text())
                .isEqualTo(Template.fill(outer, oneByOne).text());
    }
}
