package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamePartsTest {
    private static final Column ID = new Column("id", "id", "integer", "id", true);
    private static final Column DOC = new Column("doc", "doc", "jsonb", "doc", false);

    @Test
    void valuesAreHashedAsTheyAreOnlyWhereEqualMeansTheSame() {
        assertThat(Hashing.VALUES.of(List.of(ID, DOC)))
                .isEqualTo("hash_record_extended(ROW(id, doc::text COLLATE \"C\"), 0)");
        assertThat(Hashing.TEXT.of(List.of(ID, DOC))).isEqualTo("hashtextextended(ROW(id, doc)::text, 0)");
    }

    @Test
    void numbersThatServersPrintInTwoWaysGoAsTheirBytes() {
        var number = new Column("f", "f", "double precision", "float8send(f)", true);
        assertThat(Hashing.VALUES.of(List.of(number))).isEqualTo("hash_record_extended(ROW(float8send(f)), 0)");
        assertThat(Hashing.TEXT.of(List.of(number))).isEqualTo("hashtextextended(ROW(float8send(f))::text, 0)");
        assertThat(number.shown()).isEqualTo("f::text COLLATE \"C\"");
    }

    @Test
    void theFastHashNeedsOneMajorVersion() {
        assertThat(Hashing.between(15, 15)).isEqualTo(Hashing.VALUES);
        assertThat(Hashing.between(14, 15)).isEqualTo(Hashing.TEXT);
        assertThat(Hashing.between(13, 13)).isEqualTo(Hashing.TEXT);
        assertThat(Hashing.between(10, 17)).isEqualTo(Hashing.MD5);
    }

    @Test
    void rangesCoverATableWithoutGapOrOverlap() {
        var table = new Table("public.t", 20_000, 20_000L * 8192, List.of(ID), List.of("id"));
        assertThat(table.parts())
                .extracting(Table.Part::condition)
                .containsExactly(
                        "ctid >= '(0,0)' AND ctid < '(8192,0)'",
                        "ctid >= '(8192,0)' AND ctid < '(16384,0)'",
                        "ctid >= '(16384,0)'");
        assertThat(table.parts().stream().mapToLong(Table.Part::bytes).sum()).isEqualTo(20_000L * 8192);
        assertThat(new Table("public.t", 8, 65536, List.of(ID), List.of()).parts())
                .extracting(Table.Part::condition)
                .containsExactly("true");
    }

    @Test
    void columnsOfOneSideOnlyAndKeysThatNeedThemDoNotCount() {
        var source = new Table("t", 0, 0, List.of(ID, DOC), List.of("id", "doc"));
        var target = new Table("t", 0, 0, List.of(new Column("id", "id", "bigint", "id", true)), List.of("id"));
        var both = source.with(target);
        assertThat(both.columns()).containsExactly(new Column("id", "id", "integer", "id", false));
        assertThat(both.key()).isEmpty();
    }

    @Test
    void patternsOfExcludedTables() {
        var excluded = new Excluded(List.of("audit.*", "*_tmp", "public.a?c"));
        assertThat(excluded.has("audit.events")).isTrue();
        assertThat(excluded.has("public.load_tmp")).isTrue();
        assertThat(excluded.has("public.abc")).isTrue();
        assertThat(excluded.has("public.abbc")).isFalse();
        assertThat(excluded.has("public.audit")).isFalse();
        assertThat(excluded.has(null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Big | public.big | public.Big",
                "\"Big\" | public.Big | public.big",
                "\"Od.d\".\"a\"\"b*\" | Od.d.a\"b* | Od.d.a\"bc",
                "[ab]_log | x.a_log | x.c_log",
                "a[0-9]+ | s.a12 | s.ab",
                "a$b | s.a$b | s.ab",
                "S.\"T\"? | s.Tx | S.Tx",
            })
    void aPatternIsReadAsPgDumpReadsIt(String pattern, String has, String hasNot) {
        var excluded = new Excluded(List.of(pattern));
        assertThat(excluded.has(has)).isTrue();
        assertThat(excluded.has(hasNot)).isFalse();
    }

    @Test
    void aPatternThatCannotBeReadIsNamed() {
        assertThat(Excluded.problems(List.of("a.b.c", "", "(a", "\"a", "${left_out}", "a*")))
                .hasSize(4)
                .allMatch(it -> it.startsWith("exclude: "));
    }

    @Test
    void versionsCountInNumbers() {
        assertThat(Version.of("1.10")).isGreaterThan(Version.of("1.9"));
        assertThat(Version.of("0.7.0")).isGreaterThan(Version.of("0.7"));
        assertThat(Version.of("3.3.2dev")).isEqualByComparingTo(Version.of("3.3.2"));
    }

    @Test
    void theReportNamesTheFirstDifferencesAndCountsTheRest() {
        var differences = IntStream.range(0, 12)
                .mapToObj(n -> new Difference("results", "", "public.events row id=" + n, "title differs"))
                .toList();
        var report = new SameReport(List.of(
                new Comparison.Result("results", 412, 38_112_904, 1, differences, true, List.of("a note")),
                new Comparison.Result("jobs", 1, 1, 0, List.of(), false, List.of())));
        assertThat(report.green()).isFalse();
        assertThat(report.sentence())
                .isEqualTo("at least 12 differences: results.public.events row id=0, results.public.events row id=1,"
                        + " results.public.events row id=2, …");
        assertThat(report.details())
                .hasSize(14)
                .contains(
                        "results.public.events row id=9: title differs",
                        "and 2 more",
                        "results: 412 tables, 38,112,904 rows",
                        "jobs: 1 table, 1 row",
                        "results: a note");
    }

    @Test
    void theLineOfDfHasTheAvailableKibibytes() {
        assertThat(ReadyServers.available("/dev/sda1  41151808 18532 39010628  32% /var/lib/my data"))
                .isEqualTo(39_010_628L * 1024);
        assertThat(ReadyServers.available("df: no such file")).isNegative();
    }
}
