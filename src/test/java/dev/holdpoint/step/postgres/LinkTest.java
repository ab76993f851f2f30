package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.database.Database;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkTest {
    @Test
    void aSlotIsCalledAsTheRestWhereItMay() {
        assertThat(new Link("shop_2").slot()).isEqualTo("shop_2");
        assertThat(new Link("Shop 2").slot()).matches("shop_2_[0-9a-f]{8}");
        assertThat(new Link("Shop 2").slot()).isNotEqualTo(new Link("shop 2").slot());
        assertThat(new Link("é".repeat(31)).slot()).hasSizeLessThanOrEqualTo(63).matches("[a-z0-9_]+");
    }

    @Test
    void namesThatTheServerWouldCutOrCannotUseAreRefused() {
        assertThat(new Link("it's \"Shop\"; drop").problems()).isEmpty();
        assertThat(new Link("é".repeat(32)).problems()).isNotEmpty();
        assertThat(new Link("a\\b").problems()).isNotEmpty();
        assertThat(new Link(" ").problems()).isNotEmpty();
    }

    @Test
    void aConnectionStringHoldsAnyTextAndShowsNoPassword() {
        var from = new Database("old", "db", 5432, "it's", "a b", "p'w\\", "require");
        var conninfo = new Conninfo(from, from, "[fd00::1]:6000");
        assertThat(conninfo.whole())
                .isEqualTo("host='fd00::1' port='6000' dbname='it\\'s' user='a b' sslmode='require'"
                        + " connect_timeout='15' password='p\\'w\\\\'");
        assertThat(conninfo.toString()).doesNotContain("p'w").doesNotContain("password");
        assertThat(new Conninfo(from, from, "10.0.0.5").shown()).startsWith("host='10.0.0.5' port='5432'");
        assertThat(Conninfo.isAddress("10.0.0.5:99999")).isFalse();
        assertThat(Conninfo.isAddress("a b")).isFalse();
    }

    /** The new server would look for the old one on its own port. */
    @Test
    void aTunnelOfThisProgramIsNoWayForAnotherServer(@TempDir Path folder) throws InterruptedException {
        var from = new Database("old", "10.0.0.5", 5432, "shop", "app", "hunter2").at("127.0.0.1", 40_001);
        var attempt = new JobAttempt(folder, Map.of("old", from, "new", from));
        assertThat(from.named("other").tunnel()).isTrue();

        for (var reach : Arrays.asList(null, "", "10.0.0.5")) {
            assertThat(new Subscribe().run(subscribe(reach), attempt))
                    .isInstanceOfSatisfying(
                            Outcome.Failed.class,
                            it -> assertThat(it.reason())
                                    .isEqualTo(
                                            "old has via:, which is a way for this program only; say in reach: where new"
                                                    + " reaches it, as host:port"));
        }
        assertThat(subscribe("10.0.0.5:5432").conninfo(attempt).shown()).startsWith("host='10.0.0.5' port='5432'");
    }

    private static Subscribe.Spec subscribe(@Nullable String reach) {
        return new Subscribe.Spec("old", "new", "shop", reach, null, Subscribe.Tables.COPY, Owners.KEEP);
    }

    @Test
    void aTallyNamesTheTablesThatWereWritten() {
        var before = tally(5, 7).text();
        assertThat(tally(5, 7).since(before)).isEmpty();
        assertThat(tally(5, 9).since(before)).containsExactly("public.b +2");
        assertThat(tally(0, 1).since(before)).containsExactly("the counters have begun anew");
        assertThat(tally(5, 9).since("12/33")).containsExactly("+2");
    }

    /** No row is counted, and all are gone. */
    @Test
    void aTallySeesWhatWasTruncatedOrIsThereAnew() {
        var before = tally(5, 7).text();
        var other = new Tally.Written("public.b", 7, 22);
        var now = Map.of(1L, new Tally.Written("public.a", 5, 99), 2L, other);
        assertThat(new Tally(now).since(before)).containsExactly("public.a truncated or rewritten");
        assertThat(new Tally(now).since("12/33"))
                .containsExactly("a table was created, dropped, truncated or rewritten");
        var more =
                Map.of(1L, new Tally.Written("public.a", 5, 11), 2L, other, 3L, new Tally.Written("public.c", 0, 33));
        assertThat(new Tally(more).since(before)).containsExactly("public.c was created");
        assertThat(tally(5, 7).since(new Tally(more).text()))
                .containsExactly("a table was created, dropped, truncated or rewritten");
    }

    private static Tally tally(long one, long other) {
        return new Tally(
                Map.of(1L, new Tally.Written("public.a", one, 11), 2L, new Tally.Written("public.b", other, 22)));
    }
}
