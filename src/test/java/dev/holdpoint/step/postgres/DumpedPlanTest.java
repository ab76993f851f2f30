package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DumpedPlanTest {
    @Test
    void everythingAboutTheDatabaseIsTakenAndItsNameLeftOpen() {
        var plan = DumpedPlan.of("""
                --
                -- PostgreSQL database dump; it's one
                --
                \\restrict abc;'
                SET standard_conforming_strings = on;
                -- Name: it's; Type: DATABASE; Owner: app
                CREATE DATABASE "it's ""a"" b" WITH TEMPLATE = template0 ENCODING = 'UTF8' LOCALE_PROVIDER = libc LOCALE = 'C';
                ALTER DATABASE "it's ""a"" b" OWNER TO app;
                \\connect -reuse-previous=on "dbname='it\\\\'s x'"
                COMMENT ON DATABASE "it's ""a"" b" IS 'two; lines
                -- and ''quotes''';
                ALTER DATABASE "it's ""a"" b" SET search_path TO 'a', 'b;c';
                ALTER ROLE "the app" IN DATABASE "it's ""a"" b" SET work_mem TO '64MB';
                ALTER DATABASE "it's ""a"" b" CONNECTION LIMIT = 7;
                REVOKE CONNECT,TEMPORARY ON DATABASE "it's ""a"" b" FROM PUBLIC;
                GRANT CONNECT ON DATABASE "it's ""a"" b" TO app;
                """).orElseThrow();

        assertThat(plan.clause())
                .isEqualTo(" with TEMPLATE = template0 ENCODING = 'UTF8' LOCALE_PROVIDER = libc LOCALE = 'C'");
        assertThat(plan.trims().stream().map(it -> it.replace(Plan.NAME, "x")))
                .containsExactly(
                        "ALTER DATABASE x OWNER TO app",
                        "COMMENT ON DATABASE x IS 'two; lines\n-- and ''quotes'''",
                        "ALTER DATABASE x SET search_path TO 'a', 'b;c'",
                        "ALTER ROLE \"the app\" IN DATABASE x SET work_mem TO '64MB'",
                        "ALTER DATABASE x CONNECTION LIMIT = 7",
                        "REVOKE CONNECT,TEMPORARY ON DATABASE x FROM PUBLIC",
                        "GRANT CONNECT ON DATABASE x TO app");
        assertThat(plan.trims().stream().filter(Plan::setting)).hasSize(2);
    }

    @Test
    void whatCreatesNoDatabaseIsNoPlan() {
        assertThat(DumpedPlan.of("pg_restore: error: it's broken")).isEmpty();
        assertThat(DumpedPlan.of("")).isEmpty();
    }

    /** A dump of a server before 15 says nothing of a provider: there was none but the C library. */
    @Test
    void whatNamesNoProviderSortsByTheCLibrary() {
        var old = DumpedPlan.of("CREATE DATABASE a WITH TEMPLATE = template0 LOCALE = 'C';")
                .orElseThrow();
        assertThat(old.clause(14)).isEqualTo(" with TEMPLATE = template0 LOCALE = 'C'");
        assertThat(old.clause(15)).endsWith(" LOCALE = 'C' locale_provider libc");
        var icu = DumpedPlan.of(
                        "CREATE DATABASE a WITH TEMPLATE = template0 LOCALE_PROVIDER = icu LOCALE = 'C' ICU_LOCALE = 'de';")
                .orElseThrow();
        assertThat(icu.clause(16)).isEqualTo(icu.clause());
        assertThat(Plan.PLAIN.clause(16)).isEqualTo(Plan.PLAIN.clause());
    }
}
