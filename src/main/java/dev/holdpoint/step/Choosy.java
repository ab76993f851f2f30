package dev.holdpoint.step;

import java.util.function.Consumer;

/** Hears of lines of output, and knows most of those that mean nothing to it by their first sign: in a flood they are not even put together. */
public interface Choosy extends Consumer<String> {
    /**
     * @param first of the bytes of a line, in UTF-8, the first that is no blank
     * @return false where no line that begins so matters
     */
    boolean mayMatter(byte first);
}
