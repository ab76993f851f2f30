package dev.holdpoint.target.host;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values as words of sh: in commands that are run, and in those that are shown, so that what is read there is what runs. */
public final class ShellWords {
    /** What sh takes for nothing but itself; the dots that stand for a secret too. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./•-]+");

    private ShellWords() {}

    /** One word, whatever is in it; without quotes where it needs none. */
    public static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** Several, with blanks between. */
    public static String quoted(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }
}
