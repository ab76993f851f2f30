package dev.holdpoint.step.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.SqlText;
import dev.holdpoint.step.FakeAttempt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SqlCheckTest {
    private static SqlCheck.Spec wants(
            @Nullable String equals, @Nullable String atLeast, @Nullable String atMost, @Nullable String matches) {
        return new SqlCheck.Spec("db", new SqlText("SELECT 1"), equals, atLeast, atMost, matches, null);
    }

    @Test
    void numbersAreComparedAsNumbersAndTextAsText() {
        assertThat(SqlCheck.right(wants("1", null, null, null), "1.0")).isTrue();
        assertThat(SqlCheck.right(wants("one", null, null, null), "one")).isTrue();
        assertThat(SqlCheck.right(wants("one", null, null, null), "two")).isFalse();
        assertThat(SqlCheck.right(wants(null, "9", null, null), "10")).isTrue();
        assertThat(SqlCheck.right(wants(null, "9", "10", null), "11")).isFalse();
        assertThat(SqlCheck.right(wants(null, "9", null, null), "many")).isFalse();
        assertThat(SqlCheck.right(wants(null, null, null, "^15\\."), "15.3")).isTrue();
        assertThat(SqlCheck.right(wants(null, null, null, "^15\\."), "14.3")).isFalse();
    }

    /** A line of a value that stood there alone would look like a statement. */
    @Test
    void everyLineOfAValueIsARemark() {
        var attempt = new FakeAttempt().with("name=first\nDROP TABLE t;");
        var spec = new SqlCheck.Spec("db", new SqlText("SELECT :name"), "1", null, null, null, null);
        assertThat(new SqlCheck().preview(spec, attempt))
                .containsExactly(
                        "on db, read-only", "SELECT :name;", "-- :name = first", "-- DROP TABLE t;", "-- wants 1");
    }

    @Test
    void aCheckAsksOneQuestionAndSaysWhatIsRight() {
        assertThat(new SqlCheck().problems(wants(null, null, null, null)))
                .containsExactly("nothing says which value is right; write equals, at_least, at_most or matches");
        var writing = new SqlCheck.Spec("db", new SqlText("DELETE FROM t; SELECT 1"), "1", "few", null, null, null);
        assertThat(new SqlCheck().problems(writing)).hasSize(3);
        assertThat(new SqlCheck().problems(wants("1", null, null, null))).isEmpty();
    }
}
