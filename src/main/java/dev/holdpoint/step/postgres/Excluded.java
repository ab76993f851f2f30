package dev.holdpoint.step.postgres;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tables that are not looked at, by patterns with {@code *} and {@code ?}: {@code audit.*}, or without a schema in every one, {@code *_tmp}. */
final class Excluded {
    private final List<Pattern> patterns;

    Excluded(List<String> written) {
        patterns = written.stream().map(Excluded::pattern).toList();
    }

    private static Pattern pattern(String written) {
        var complete = written.contains(".") ? written : "*." + written;
        return Pattern.compile(complete.chars().mapToObj(Excluded::literal).collect(Collectors.joining()));
    }

    private static String literal(int character) {
        return switch (character) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(character));
        };
    }

    /** @param relation schema.table without quotes; null is never excluded */
    boolean has(@Nullable String relation) {
        return relation != null
                && patterns.stream().anyMatch(it -> it.matcher(relation).matches());
    }
}
