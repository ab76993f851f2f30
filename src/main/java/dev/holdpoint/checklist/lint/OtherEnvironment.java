package dev.holdpoint.checklist.lint;

import dev.holdpoint.checklist.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A command that takes an environment by variable everywhere else, and here by the name of one: pasted from another site. */
final class OtherEnvironment implements Trap {
    /** A program and its first argument; that is where such programs take the environment. */
    private static final Pattern CALL = Pattern.compile(
            "(?m)(?:^|[;|&]\\s*|\\b(?:sudo|exec)\\s+)([\\w./-]+)\\s+(\"?\\$\\{?\\w+\\}?\"?|[a-z][\\w-]*)(?=\\s)");

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
                .forEach(it -> CALL.matcher(it.text()).results().forEach(call -> {
                    if (call.group(2).contains("$")) {
                        variables
                                .computeIfAbsent(call.group(1), program -> new HashSet<>())
                                .add(call.group(2));
                    }
                }));
        return reading.commands()
                .filter(it -> CALL.matcher(it.text())
                        .results()
                        .anyMatch(call -> !call.group(2).contains("$")
                                && variables
                                                .getOrDefault(call.group(1), Set.of())
                                                .size()
                                        == 1))
                .map(Passage::at);
    }
}
