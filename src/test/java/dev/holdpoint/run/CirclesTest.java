package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Problem;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that wait for each other because one reads what another sets. */
class CirclesTest {
    @TempDir
    Path folder;

    private List<String> circles(String variables, String steps) throws IOException {
        var file = Files.writeString(
                folder.resolve("c.yml"),
                "checklist: C\n" + variables + "phases:\n  - phase: One\n    steps:\n" + steps.indent(6));
        var loaded = Loader.load(file, Registry.ofAll());
        assertThat(loaded.problems()).isEmpty();
        var plan = new Planner(Registry.ofAll()).plan(loaded.checklist().orElseThrow(), Measured.nothing());
        return Circles.in(plan).stream().map(Problem::says).toList();
    }

    private static final String SETS = """
        - { step: c, shell: echo x=1, capture: { x: { regex: "x=(.*)" } } }
        """;

    @Test
    void whoReadsWhatIsSetBelowIsTold() throws IOException {
        for (var reader : List.of(
                "- { step: a, shell: 'echo \"$x\"' }\n",
                "- { step: a, shell: 'true', when: '${x} == 1' }\n",
                "- { step: a, manual: 'Look at ${x}.' }\n")) {
            assertThat(circles("", reader + SETS))
                    .containsExactly("`a` reads `x`, which `c` sets, and these steps wait for each other: a → c → a;"
                            + " move the one that sets it above");
        }
    }

    @Test
    void whoReadsWhatItSetsItselfIsTold() throws IOException {
        for (var step : List.of(
                "- { step: a, shell: 'echo $x', capture: { x: { regex: 'x=(.*)' } } }\n",
                "- { step: a, manual: { text: 'Ask ${x}.', ask: { x: { ask: Who } } } }\n")) {
            assertThat(circles("", step)).singleElement().asString().startsWith("`a` reads `x`, which it sets itself");
        }
    }

    @Test
    void aCircleMayLeadThroughWhatOthersRead() throws IOException {
        assertThat(circles("", """
            - { step: a, anytime: true, shell: 'echo $y' }
            - { step: b, anytime: true, shell: 'echo $x; echo y=1', capture: { y: { regex: 'y=(.*)' } } }
            - { step: c, anytime: true, needs: a, shell: echo x=1, capture: { x: { regex: 'x=(.*)' } } }
            """)).hasSize(2).anySatisfy(it -> assertThat(it).contains("a → b → c → a"));
    }

    @Test
    void whatComesInTimeIsNoCircle() throws IOException {
        assertThat(circles("", SETS + "- { step: d, shell: 'echo $x' }\n")).isEmpty();
        assertThat(circles("variables: { x: { ask: X } }\n", "- { step: a, shell: 'echo $x' }\n" + SETS))
                .as("given in the form")
                .isEmpty();
        assertThat(circles("", "- { step: a, shell: 'x=2; echo \"$x\"' }\n" + SETS))
                .as("the text's own")
                .isEmpty();
        assertThat(circles("", "- { step: a, shell: 'echo \"${x:-none}\"' }\n" + SETS))
                .isEmpty();
        assertThat(circles("", SETS.replace("step: c", "step: b") + "- { step: a, shell: 'echo $x' }\n" + SETS))
                .as("one above sets it too")
                .isEmpty();
    }
}
