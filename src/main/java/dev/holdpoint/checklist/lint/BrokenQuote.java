package dev.holdpoint.checklist.lint;

import dev.holdpoint.checklist.Place;
import java.util.stream.Stream;

/** Program text for sh whose quotes do not close: nothing of it runs. Quoting as in POSIX, Shell Command Language, 2.2. */
final class BrokenQuote implements Trap {
    @Override
    public String name() {
        return "broken-quote";
    }

    @Override
    public String advice() {
        return "a quote is not closed and sh runs nothing of it; close it";
    }

    @Override
    public Stream<Place> in(Reading reading) {
        return reading.commands()
                .filter(it -> it.kind().equals("shell"))
                .filter(it -> open(it.text()))
                .map(Passage::at);
    }

    /** Text with a here-document is not judged: quotes within it are none of sh's. */
    private static boolean open(String text) {
        if (text.contains("<<")) {
            return false;
        }
        char within = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && within != '\'') {
                at++;
            } else if (within == 0 && (c == '\'' || c == '"')) {
                within = c;
            } else if (c == within) {
                within = 0;
            }
        }
        return within != 0;
    }
}
