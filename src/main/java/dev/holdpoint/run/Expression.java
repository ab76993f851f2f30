package dev.holdpoint.run;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression of an author's over text that nobody has seen before. Some take longer than anybody lives on some texts, others
 * recurse once for each character: each has {@link #LONGEST} and a deep stack, and where neither is enough that is an answer too.
 */
final class Expression {
    static final Duration LONGEST = Duration.ofSeconds(2);

    /** Bytes; reserved, and taken as far as they are needed. {@code (.|\n)*} takes some hundred for each character. */
    private static final long STACK = 1L << 28;

    private final String word;
    private final Pattern pattern;

    /**
     * @param word what the checklist calls it
     * @param regex as the checklist has it, read when that was checked
     */
    Expression(String word, String regex) {
        this.word = word;
        this.pattern = Pattern.compile(regex, Pattern.MULTILINE);
    }

    /** It has not come to an end over its text; the message says which one. */
    static final class Endless extends Exception {
        private static final long serialVersionUID = 1;

        Endless(String word) {
            super("`" + word + "` came to no end");
        }
    }

    /** The first match. */
    Optional<MatchResult> first(CharSequence text) throws Endless {
        return bounded(text, matcher -> matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty());
    }

    /** The last match. */
    Optional<MatchResult> last(CharSequence text) throws Endless {
        return bounded(text, matcher -> matcher.results().reduce((before, last) -> last));
    }

    private interface Way {
        Optional<MatchResult> in(Matcher matcher);
    }

    private Optional<MatchResult> bounded(CharSequence text, Way way) throws Endless {
        var matcher = pattern.matcher(new Bounded(text, System.nanoTime() + LONGEST.toNanos()));
        var search = new FutureTask<>(() -> way.in(matcher));
        var thread = new Thread(null, search, "expression", STACK);
        thread.setDaemon(true);
        thread.start();
        try {
            return answer(search);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TooLong || e.getCause() instanceof StackOverflowError) {
                throw new Endless(word);
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** An interrupt does not make unknown what will be known in a moment. */
    private static <T> T answer(Future<T> search) throws ExecutionException {
        var interrupted = false;
        try {
            while (true) {
                try {
                    return search.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Text that an expression may look at until {@code end}, of {@link System#nanoTime}. */
    private static final class Bounded implements CharSequence {
        /** The clock is asked once in so many characters: it costs more than they do. */
        private static final int PACE = 1024;

        private final CharSequence text;
        private final long end;
        private int left = PACE;

        Bounded(CharSequence text, long end) {
            this.text = text;
            this.end = end;
        }

        @Override
        public char charAt(int index) {
            if (--left == 0) {
                left = PACE;
                if (System.nanoTime() - end > 0) {
                    throw new TooLong();
                }
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        /** What has matched: looking is over. */
        @Override
        public CharSequence subSequence(int from, int to) {
            return text.subSequence(from, to);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
