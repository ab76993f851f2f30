package dev.holdpoint.step.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {
    private static Statement one(String sql) {
        assertThat(Statement.all(sql)).hasSize(1);
        return Statement.all(sql).getFirst();
    }

    @Test
    void namesBecomeQuestionMarksAndQuestionMarksAreDoubled() {
        var statement = one("SELECT * FROM t WHERE a = :a AND doc ? 'k' AND b=:b_2");
        assertThat(statement.jdbc()).isEqualTo("SELECT * FROM t WHERE a = ? AND doc ?? 'k' AND b=?");
        assertThat(statement.names()).containsExactly("a", "b_2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ':a'",
                "SELECT E'\\':a'",
                "SELECT 'it''s :a'",
                "SELECT \":a\"\":b\"",
                "SELECT 1 -- :a",
                "SELECT 1 /* :a /* :b */ :c */ + 1",
                "SELECT $$ :a; :b $$",
                "SELECT $x$ :a $$ $x$",
                "SELECT now()::date",
                "SELECT x[1:n] FROM t",
                "SELECT U&':a'",
            })
    void whatStandsInQuotesCommentsAndCastsIsNoParameter(String sql) {
        assertThat(one(sql).names()).isEmpty();
        assertThat(one(sql).jdbc()).isEqualTo(sql);
        assertThat(one(sql).problem()).isEmpty();
        assertThat(one(sql).writes()).isFalse();
    }

    @Test
    void statementsEndAtSemicolonsThatAreNotQuoted() {
        assertThat(Statement.all("UPDATE t SET a = ';'; -- done;\n ; DELETE FROM t;  "))
                .extracting(Statement::text)
                .containsExactly("UPDATE t SET a = ';'", "DELETE FROM t");
        assertThat(one("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END")
                        .verb())
                .isEqualTo("CREATE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update t set a = 1",
                "WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x",
                "SELECT * INTO u FROM t",
                "SELECT * FROM t FOR UPDATE",
                "EXPLAIN ANALYZE DELETE FROM t",
                "CREATE TABLE t ()",
                "CALL p()",
                "SELECT setval('s', 1)",
                "SELECT pg_catalog.lo_unlink(12)",
                "SELECT pg_terminate_backend(1)",
            })
    void whatMayWriteWrites(String sql) {
        assertThat(one(sql).writes()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT pg_drop_replication_slot('x')",
                "SELECT pg_create_logical_replication_slot('x', 'pgoutput')",
                "SELECT pg_cancel_backend(1)",
                "select pg_reload_conf()",
                "SELECT pg_stat_reset()",
                "SELECT \"pg_stat_reset\"()",
                "COPY t TO PROGRAM 'mail bob'",
                "COPY t FROM PROGRAM 'curl example.org'",
                "copy (select 1) to '/tmp/x'",
                "DO $$ BEGIN PERFORM pg_terminate_backend(1); END $$",
            })
    void whatActsAtOnceIsKnown(String sql) {
        assertThat(one(sql).acts()).isTrue();
        assertThat(one("UPDATE t SET a = 'pg_reload_conf()'").acts()).isFalse();
        assertThat(one("COPY t FROM '/srv/t.csv'").acts()).isFalse();
        assertThat(one("DO $$ BEGIN UPDATE t SET not_pg_promote = 1; END $$").acts())
                .isFalse();
    }

    @Test
    void changedRowsCanBeAskedForUnlessTheStatementDoes() {
        assertThat(one("UPDATE t SET a = 1").canReturn()).isTrue();
        assertThat(one("WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x").canReturn())
                .isTrue();
        assertThat(one("DELETE FROM t RETURNING id").canReturn()).isFalse();
        assertThat(one("TRUNCATE t").canReturn()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\dt",
                "SELECT 1 \\gset",
                "COMMIT",
                "begin",
                "PREPARE TRANSACTION 'x'",
                "ROLLBACK TO a",
                "COPY t FROM STDIN",
                "VACUUM t",
                "create unique index concurrently on t (a)",
                "DROP INDEX CONCURRENTLY i",
                "REINDEX DATABASE x",
                "DROP DATABASE x",
                "ALTER DATABASE x SET TABLESPACE y",
                "CLUSTER",
            })
    void whatCannotBeRunHereIsRefused(String sql) {
        assertThat(one(sql).problem()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE INDEX ON t (concurrent)",
                "REINDEX TABLE t",
                "ALTER DATABASE x SET work_mem = '4MB'",
                "CLUSTER t USING i",
                "DROP TABLE database",
            })
    void whatATransactionTakesIsNotRefused(String sql) {
        assertThat(one(sql).problem()).isEmpty();
    }
}
