package dev.holdpoint.checklist.shape;

import dev.holdpoint.checklist.DurationText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** What one text can be read into, strictly. */
public enum ScalarType {
    YES_NO("true or false", "true"),
    INT("a whole number", "4"),
    LONG("a whole number", "4"),
    DECIMAL("a number", "1.5"),
    DURATION("a duration", "3m` or `1h30m"),
    URL("an address", "https://app.example.org/health"),
    PATH("a path", "dumps/before.dump"),
    REGEX("a regular expression", "^done$");

    private final String says;
    private final String example;

    ScalarType(String says, String example) {
        this.says = says;
        this.example = example;
    }

    /** "a duration such as `3m` or `1h30m`" */
    public String says() {
        return this == YES_NO ? says : says + " such as `" + example + "`";
    }

    /** A right value. */
    public String example() {
        return this == DURATION ? "3m" : example;
    }

    /** "a duration" */
    public String noun() {
        return says;
    }

    /** What {@code text} means, or empty where it means nothing of this type. */
    public Optional<Object> read(String text) {
        return switch (this) {
            case YES_NO -> yesNo(text);
            case INT -> whole(text).filter(it -> it == it.intValue()).map(Long::intValue);
            case LONG -> whole(text).map(it -> it);
            case DECIMAL -> decimal(text);
            case DURATION -> DurationText.parse(text).map(it -> it);
            case URL -> Optional.ofNullable(url(text));
            case PATH -> Optional.ofNullable(path(text));
            case REGEX -> Optional.ofNullable(regex(text));
        };
    }

    /** The words of an enum: its constants in lower case with dashes. */
    static List<String> words(Class<?> type) {
        var words = new ArrayList<String>();
        for (var constant : type.getEnumConstants()) {
            words.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
        return words;
    }

    private static Optional<Object> yesNo(String text) {
        return switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Long> whole(String text) {
        try {
            return text.startsWith("+") ? Optional.empty() : Optional.of(Long.parseLong(text));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Optional<Object> decimal(String text) {
        try {
            var number = Double.parseDouble(text);
            var plain = !text.isEmpty() && "0123456789.-".indexOf(text.charAt(0)) >= 0;
            return plain && Double.isFinite(number) ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static @Nullable Object url(String text) {
        try {
            var url = new URI(text);
            return url.getScheme() == null || url.getSchemeSpecificPart().length() < 3 ? null : url;
        } catch (URISyntaxException none) {
            return null;
        }
    }

    private static @Nullable Object path(String text) {
        try {
            return text.isEmpty() ? null : Path.of(text);
        } catch (InvalidPathException none) {
            return null;
        }
    }

    private static @Nullable Object regex(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException none) {
            return null;
        }
    }
}
