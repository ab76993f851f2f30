package dev.holdpoint.step.postgres;

import static dev.holdpoint.step.postgres.Reading.Clause.DEFINITION;
import static dev.holdpoint.step.postgres.Reading.Clause.DEPENDENT;
import static dev.holdpoint.step.postgres.Reading.Clause.JOIN;
import static dev.holdpoint.step.postgres.Reading.Clause.KIND;
import static dev.holdpoint.step.postgres.Reading.Clause.NAME;
import static dev.holdpoint.step.postgres.Reading.Clause.OWNER;
import static dev.holdpoint.step.postgres.Reading.Clause.WHERE;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a system catalogue is read where its rows alone do not say it: clauses of SQL over {@code o}, its row, {@code r}, the relation that
 * the row belongs to, and {@code n}, the schema. A {@link Catalogue} that is not named here is read by its columns. The order is the one in
 * which differences are told.
 *
 * <p>A definition that begins with {@code invalid} or {@code disabled} names a state, which is what the operator must read first.
 */
record Reading(String catalogue, Map<Clause, String> clauses) {
    private static final List<Reading> ALL = List.of(
            new Reading(
                    "pg_extension",
                    Map.of(KIND, "'extension'", NAME, "quote_ident(o.extname)", DEFINITION, "o.extversion")),
            new Reading(
                    "pg_database",
                    Map.of(
                            KIND,
                            "'database'",
                            NAME,
                            "''",
                            DEFINITION,
                            "{database locale}",
                            WHERE,
                            "o.datname = current_database()")),
            new Reading(
                    "pg_namespace",
                    Map.of(
                            KIND,
                            "'schema'",
                            NAME,
                            "quote_ident(o.nspname)",
                            WHERE,
                            "o.nspname !~ '^pg_' AND o.nspname <> 'information_schema'",
                            // Nobody made the schema public: initdb did, for the server's maker or, since 15, for the
                            // database's owner.
                            OWNER,
                            "CASE WHEN o.oid = 2200 AND o.nspowner IN (10, 6171) THEN 'as installed' ELSE pg_get_userbyid(o.nspowner) END")),
            new Reading("pg_type", Map.of(WHERE, """
            {user} AND o.typtype IN ('b', 'c', 'd', 'e', 'r') AND (o.typrelid = 0 OR EXISTS (SELECT FROM pg_class c
              WHERE c.oid = o.typrelid AND c.relkind = 'c')) AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = o.oid)""", DEFINITION, """
            CASE o.typtype
              WHEN 'e' THEN (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e
                WHERE e.enumtypid = o.oid)
              WHEN 'd' THEN (SELECT string_agg(pg_get_constraintdef(k.oid), ' ' ORDER BY k.conname) FROM pg_constraint k
                WHERE k.contypid = o.oid AND k.contype = 'c')
              WHEN 'c' THEN (SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
                || coalesce((SELECT ' collate ' || quote_ident(l.collname) FROM pg_collation l WHERE l.oid = a.attcollation
                AND l.oid <> 100), ''), ', ' ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = o.typrelid AND a.attnum > 0
                AND NOT a.attisdropped) END""")),
            new Reading(
                    "pg_class",
                    Map.of(
                            JOIN,
                            """
            JOIN pg_class r ON r.oid = coalesce(pg_index.indrelid, (SELECT d.refobjid FROM pg_depend d WHERE o.relkind = 'S'
              AND d.classid = 'pg_class'::regclass AND d.objid = o.oid AND d.refclassid = 'pg_class'::regclass
              AND d.deptype IN ('a', 'i')), o.oid)""",
                            WHERE,
                            "o.relkind IN ('r', 'p', 'f', 'v', 'm', 'S', 'i', 'I') AND o.relpersistence <> 't' AND {user}",
                            KIND,
                            """
            CASE WHEN o.relkind IN ('r', 'p') THEN 'table' WHEN o.relkind = 'f' THEN 'foreign table' WHEN o.relkind = 'v' THEN 'view'
              WHEN o.relkind = 'm' THEN 'materialized view' WHEN o.relkind = 'S' THEN 'sequence' WHEN EXISTS (SELECT FROM pg_constraint k
              WHERE k.conindid = o.oid AND k.contype IN ('p', 'u', 'x')) THEN 'index of constraint' ELSE 'index' END""",
                            NAME,
                            "format('%I.%I', n.nspname, o.relname)",
                            DEPENDENT,
                            "o.relkind NOT IN ('r', 'p')",
                            DEFINITION,
                            """
            CASE WHEN o.relkind = 'v' OR o.relispopulated AND o.relkind = 'm' THEN pg_get_viewdef(o.oid)
              WHEN o.relkind = 'm' THEN 'invalid: without data'
              WHEN o.relkind IN ('i', 'I') THEN CASE WHEN pg_index.indisvalid AND pg_index.indisready AND pg_index.indislive THEN ''
                ELSE 'invalid: ' END || pg_get_indexdef(o.oid)
              WHEN o.relkind = 'S' THEN (SELECT 'owned by ' || d.refobjid::regclass || '.' || quote_ident(a.attname) FROM pg_depend d
                JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid WHERE d.classid = 'pg_class'::regclass
                AND d.objid = o.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i'))
              ELSE concat_ws(', ', 'partitioned by ' || pg_get_partkeydef(o.oid), (SELECT CASE WHEN o.relispartition THEN 'partition of '
                ELSE 'inherits ' END || string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno) FROM pg_inherits i
                WHERE i.inhrelid = o.oid), pg_get_expr(o.relpartbound, o.oid), (SELECT 'toast ' || t.reloptions::text FROM pg_class t
                WHERE t.oid = o.reltoastrelid)) END""")),
            new Reading(
                    "pg_proc",
                    Map.of(
                            WHERE,
                            "{user} AND NOT {internal}",
                            DEFINITION,
                            "CASE WHEN NOT {aggregate} THEN {routine} END")),
            new Reading("pg_cast", Map.of(WHERE, "o.oid >= 16384 AND NOT {internal}")),
            new Reading("pg_collation", Map.of(DEFINITION, "CASE WHEN o.collprovider <> 'c' THEN {locale} END")),
            new Reading(
                    "pg_constraint",
                    Map.of(
                            KIND,
                            "'constraint'",
                            NAME,
                            "{relation} || ' ' || quote_ident(o.conname)",
                            WHERE,
                            "o.conrelid <> 0 AND o.contype NOT IN ('n', 't') AND {parentless} AND {user}",
                            DEFINITION,
                            "pg_get_constraintdef(o.oid)")),
            new Reading(
                    "pg_trigger",
                    Map.of(
                            KIND,
                            "'trigger'",
                            NAME,
                            "{relation} || ' ' || quote_ident(o.tgname)",
                            WHERE,
                            "NOT o.tgisinternal AND {told clone} AND {user}",
                            // It said PROCEDURE up to 11.
                            DEFINITION,
                            """
            CASE o.tgenabled WHEN 'D' THEN 'disabled: ' WHEN 'A' THEN 'always: ' WHEN 'R' THEN 'on replicas: ' ELSE '' END
              || replace(pg_get_triggerdef(o.oid), ' EXECUTE PROCEDURE ', ' EXECUTE FUNCTION ')""")),
            new Reading(
                    "pg_rewrite",
                    Map.of(
                            KIND,
                            "'rule'",
                            NAME,
                            "{relation} || ' ' || quote_ident(o.rulename)",
                            WHERE,
                            "o.rulename <> '_RETURN' AND {user}",
                            DEFINITION,
                            "CASE o.ev_enabled WHEN 'D' THEN 'disabled: ' ELSE '' END || pg_get_ruledef(o.oid)")),
            new Reading(
                    "pg_policy",
                    Map.of(KIND, "'policy'", NAME, "{relation} || ' ' || quote_ident(o.polname)", DEFINITION, """
            concat_ws(' ', (SELECT string_agg(CASE WHEN p = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(p) END, ',' ORDER BY pg_get_userbyid(p))
              FROM unnest(o.polroles) p), pg_get_expr(o.polqual, o.polrelid), 'check ' || pg_get_expr(o.polwithcheck, o.polrelid))""")),
            new Reading("pg_statistic_ext", Map.of(KIND, "'statistics'", DEFINITION, "pg_get_statisticsobjdef(o.oid)")),
            new Reading(
                    "pg_event_trigger",
                    Map.of(DEFINITION, "CASE o.evtenabled WHEN 'D' THEN 'disabled: ' ELSE '' END || o.evtevent")),
            new Reading("pg_ts_config", Map.of(DEFINITION, """
            (SELECT string_agg(concat(m.maptokentype, ' ', m.mapdict::regdictionary), ', ' ORDER BY m.maptokentype, m.mapseqno)
              FROM pg_ts_config_map m WHERE m.mapcfg = o.oid)""")),
            new Reading("pg_publication_rel", Map.of(DEFINITION, "{published}")),
            new Reading(
                    "pg_subscription",
                    Map.of(
                            WHERE,
                            "o.subdbid = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())")),
            new Reading("pg_default_acl", Map.of(KIND, "'default privileges'")));

    /** What a catalogue may say in another way. */
    enum Clause {
        JOIN,
        WHERE,
        KIND,
        NAME,
        RELATION,
        DEFINITION,
        OWNER,
        /** Which rows go with what they depend on when an extension made that. */
        DEPENDENT
    }

    private static final Map<String, Reading> BY_CATALOGUE =
            ALL.stream().collect(Collectors.toMap(Reading::catalogue, Function.identity()));

    Reading {
        clauses = Map.copyOf(clauses);
    }

    /** How this catalogue says it, or else as all do. */
    static String clause(String catalogue, Clause clause, String otherwise) {
        var reading = BY_CATALOGUE.get(catalogue);
        return reading == null ? otherwise : reading.clauses.getOrDefault(clause, otherwise);
    }

    /** Where its differences stand in the report; those that are not named here come last. */
    static int order(String catalogue) {
        var reading = BY_CATALOGUE.get(catalogue);
        return reading == null ? ALL.size() : ALL.indexOf(reading);
    }
}
