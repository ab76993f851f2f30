package dev.holdpoint.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ExpectedTest {
    private static final List<String> FOUND = List.of("one", "two  ", "three 3", "one");

    @Test
    void linesInThisOrderWithOthersBetween() {
        assertThat(Expected.of("# says\none\n\n/^three \\d$/\none").unmet(FOUND))
                .isEmpty();
        assertThat(Expected.of("two\none").unmet(FOUND)).isEmpty();
        assertThat(Expected.of("two\ntwo").unmet(FOUND)).contains("not found after line 2: two");
        assertThat(Expected.of("thre").unmet(FOUND)).contains("not found: thre");
    }

    @Test
    void whatMustNotBeThere() {
        assertThat(Expected.of("! four").unmet(FOUND)).isEmpty();
        assertThat(Expected.of("one\n! /hr/").unmet(FOUND)).contains("must not be there: /hr/");
    }
}
