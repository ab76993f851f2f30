package dev.holdpoint.checklist;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What kind of value a variable takes; the YAML word is the name in lower case with dashes. */
public enum VariableType {
    TEXT("text", "Friday's move"),
    NUMBER("a number", "42"),
    DURATION("a duration", "1h30m"),
    HOST("a host name or address", "db1.example.org"),
    IP("an address", "203.0.113.7"),
    CIDR("an address range", "203.0.113.7/32"),
    PORT("a port from 1 to 65535", "5432"),
    DOMAIN("a domain name", "app.example.org"),
    URL("a web address", "https://app.example.org"),
    POSTGRES_URL("a PostgreSQL address", "postgres://alice@db.example.org:5432/app"),
    PATH("a path", "/var/backups/app"),
    BUCKET("a bucket name", "app-uploads"),
    AWS_ACCOUNT("an AWS account number of 12 digits", "123456789012"),
    SECURITY_GROUP("a security group", "sg-0123456789abcdef0"),
    CHOICE("one of its options", ""),
    YES_NO("yes or no", "yes");

    /** Bytes. Linux takes 128 KiB for one variable of a program's environment (execve(2), MAX_ARG_STRLEN), its name included. */
    private static final int LONGEST = 120 << 10;

    private static final Pattern A_NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,17})(\\.\\d{1,9})?");
    private static final Pattern DIGITS = Pattern.compile("-?\\d+(\\.\\d+)?");
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    private static final Pattern A_BUCKET =
            Pattern.compile("(?!.*\\.\\.)(?!\\d+\\.\\d+\\.\\d+\\.\\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern TWELVE_DIGITS = Pattern.compile("\\d{12}");
    // Eight hexadecimal digits in old accounts, seventeen since 2016.
    private static final Pattern A_GROUP = Pattern.compile("sg-([0-9a-f]{8}|[0-9a-f]{17})");

    private final String says;
    private final String example;

    VariableType(String says, String example) {
        this.says = says;
        this.example = example;
    }

    /** Its YAML word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** "a port from 1 to 65535" */
    public String says() {
        return says;
    }

    /** A right value; empty for a choice, whose options say it. */
    public String example() {
        return example;
    }

    /**
     * Why {@code text} is no value of this type, with an example of a right one; empty where it is one. The text itself is not
     * repeated: it may be a secret.
     *
     * @param options the options of a choice
     */
    public Optional<String> refusal(String text, List<String> options) {
        return refusal(text, options, false);
    }

    /** The same; of a secret every character counts, also one that nobody sees: it may be what a server has made. */
    Optional<String> refusal(String text, List<String> options, boolean secret) {
        var unusable = unusable(text);
        if (unusable.isPresent()) {
            return unusable;
        }
        if (text.isBlank() && this != TEXT) {
            return Optional.of("a value is missing: " + expected(options));
        }
        var strange = secret ? Optional.<String>empty() : strange(text, options);
        if (strange.isPresent()) {
            return strange;
        }
        if (this == NUMBER && DIGITS.matcher(text).matches() && !fits(text, options)) {
            return Optional.of(
                    "at most 18 digits before the point and 9 behind it, and no zero in front: " + expected(options));
        }
        return fits(text, options) ? Optional.empty() : Optional.of("not " + expected(options));
    }

    private Optional<String> strange(String text, List<String> options) {
        if (text.chars().anyMatch(it -> it < ' ' && (this != TEXT || (it != '\n' && it != '\t')))) {
            return Optional.of("a control character is in it: " + expected(options));
        }
        return unseen(text, options);
    }

    /** Why no program could be given {@code text} in its environment, whatever its type; empty where it can. */
    public static Optional<String> unusable(String text) {
        if (text.indexOf(0) >= 0) {
            return Optional.of("a NUL character is in it, which no program can be given");
        }
        return text.getBytes(StandardCharsets.UTF_8).length > LONGEST
                ? Optional.of(
                        "longer than " + (LONGEST >> 10) + " KiB, which no program can be given; keep it in a file")
                : Optional.empty();
    }

    /** What comes along when a word is copied from a page: nobody sees it, every command gets it, and no keyboard types it. */
    private Optional<String> unseen(String text, List<String> options) {
        return text.codePoints()
                .filter(it -> Character.getType(it) == Character.FORMAT
                        || (Character.getType(it) == Character.SPACE_SEPARATOR && it != ' '))
                .mapToObj(it -> "a character that cannot be seen is in it (U+%04X): ".formatted(it) + expected(options))
                .findFirst();
    }

    private String expected(List<String> options) {
        if (this == CHOICE) {
            return "one of " + String.join(", ", options);
        }
        return says + ", such as " + example;
    }

    private boolean fits(String text, List<String> options) {
        return switch (this) {
            case TEXT -> true;
            case NUMBER -> A_NUMBER.matcher(text).matches();
            case DURATION -> DurationText.parse(text).isPresent();
            case HOST -> Addresses.host(text) || Addresses.ip(text);
            case IP -> Addresses.ip(text);
            case CIDR -> Addresses.cidr(text);
            case PORT -> Addresses.port(text);
            case DOMAIN -> Addresses.domain(text);
            case URL -> Addresses.web(text);
            case POSTGRES_URL -> Addresses.postgres(text);
            case PATH -> true;
            case BUCKET -> A_BUCKET.matcher(text).matches();
            case AWS_ACCOUNT -> TWELVE_DIGITS.matcher(text).matches();
            case SECURITY_GROUP -> A_GROUP.matcher(text).matches();
            case CHOICE -> options.contains(text);
            case YES_NO -> text.equals("yes") || text.equals("no");
        };
    }
}
