package dev.holdpoint.checklist.lint;

import dev.holdpoint.checklist.Place;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Program text of several commands in which one may fail and the next runs all the same. */
final class NoErrexit implements Trap {
    private static final Pattern STRICT = Pattern.compile("(?m)^\\s*set\\s+-\\w*e|\\bset\\s+-o\\s+errexit");
    private static final Pattern LOOP = Pattern.compile("(?m)(?:^|;)\\s*(?:for|while|until)\\s[^\\n]*(?:\\n|;\\s*do)");
    /** Lines that begin a command; those that go on with one before them do not count. */
    private static final Pattern COMMAND =
            Pattern.compile("(?m)^[ \\t]*(?!then\\b|else\\b|fi\\b|do\\b|done\\b|esac\\b|[)}|&#]|\\*)\\S");

    /** What another program reads, up to the line with the word alone. */
    private static final Pattern HERE_DOCUMENT =
            Pattern.compile("(?ms)<<-?\\s*['\"]?(\\w+)['\"]?([^\\n]*)\\n.*?^\\s*\\1\\s*$");

    @Override
    public String name() {
        return "no-errexit";
    }

    @Override
    public String advice() {
        return "it goes on after a command that failed; begin with set -eu";
    }

    @Override
    public Stream<Place> in(Reading reading) {
        return reading.commands()
                .filter(it -> it.kind().equals("shell"))
                .filter(it -> goesOn(it.text()))
                .map(Passage::at);
    }

    private static boolean goesOn(String text) {
        if (STRICT.matcher(text).find()) {
            return false;
        }
        var joined = HERE_DOCUMENT.matcher(text).replaceAll("$2").replaceAll("(?:&&|\\|\\||\\|)[ \\t]*\\n\\s*", " && ");
        return LOOP.matcher(joined).find() || COMMAND.matcher(joined).results().count() > 1;
    }
}
