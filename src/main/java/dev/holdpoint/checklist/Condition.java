package dev.holdpoint.checklist;

import java.util.List;

/**
 * A {@code when:}: tests joined by {@code and}.
 *
 * @param text as the author wrote it
 */
public record Condition(String text, List<Test> tests) {
    public Condition {
        tests = List.copyOf(tests);
    }

    /** True where every test holds; a variable without a value equals nothing. */
    public boolean holds(Values values) {
        return tests.stream().allMatch(test -> test.holds(values));
    }

    /**
     * One {@code ${variable} == value}, {@code != value} or {@code in [values]}.
     *
     * @param negated true for {@code !=}
     */
    public record Test(String variable, boolean negated, List<String> among) {
        public Test {
            among = List.copyOf(among);
        }

        boolean holds(Values values) {
            return negated != values.get(variable).map(among::contains).orElse(false);
        }
    }
}
