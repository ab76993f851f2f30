package dev.holdpoint.checklist.lint;

import dev.holdpoint.checklist.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A command that takes an environment by variable everywhere else, and here by the name of one: pasted from another site. Only a program
 * whose first word is followed by a command of its own takes an environment; the shell's words and the plain tools take text and files.
 */
final class OtherEnvironment implements Trap {
    /** A program, its first argument, and the command that it is to do there: {@code site "$env" deploy}. */
    private static final Pattern CALL =
            Pattern.compile("(?m)(?:^|[;|&]\\s*|\\b(?:sudo|exec)\\s+)(?!(?:sudo|exec)\\s)([\\w./-]+)[ \\t]+"
                    + "(\"?\\$\\{?\\w+\\}?\"?|[a-z][\\w-]*)(?=[ \\t]+[a-z][\\w-]*(?:\\s|$))");

    /** What takes any word there. */
    private static final Set<String> PLAIN = Set.of(
            ("alias basename cat cd chgrp chmod chown command cp diff dirname do done echo elif else env eval exec exit export fi find"
                            + " for grep if install kill ln local logger ls mkdir mv printf read readonly return rm rmdir sed seq set"
                            + " sh shift sleep sort source sudo tail tee test then time timeout touch trap true unset wait while xargs")
                    .split(" "));

    @Override
    public String name() {
        return "other-environment";
    }

    @Override
    public String advice() {
        return "names one environment where the same program is given a variable elsewhere; use the variable here too";
    }

    @Override
    public Stream<Place> in(Reading reading) {
        Map<String, Set<String>> variables = new HashMap<>();
        reading.commands()
                .flatMap(OtherEnvironment::calls)
                .filter(Call::byVariable)
                .forEach(call -> variables
                        .computeIfAbsent(call.program(), program -> new HashSet<>())
                        .add(call.first()));
        return reading.commands()
                .filter(it -> calls(it)
                        .anyMatch(call -> !call.byVariable()
                                && variables
                                                .getOrDefault(call.program(), Set.of())
                                                .size()
                                        == 1))
                .map(Passage::at);
    }

    private static Stream<Call> calls(Passage passage) {
        return CALL.matcher(passage.text())
                .results()
                .map(it -> new Call(it.group(1), it.group(2)))
                .filter(it -> !PLAIN.contains(it.program()));
    }

    private record Call(String program, String first) {
        boolean byVariable() {
            return first.contains("$");
        }
    }
}
