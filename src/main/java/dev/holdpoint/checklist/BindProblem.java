package dev.holdpoint.checklist;

import java.util.List;
import java.util.stream.Collectors;

/** A spec that does not fit its record with the values of now. Its message holds no secret. */
public final class BindProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    BindProblem(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
