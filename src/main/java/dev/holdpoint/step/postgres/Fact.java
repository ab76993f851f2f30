package dev.holdpoint.step.postgres;

import java.util.List;

/**
 * What a database holds besides rows, as questions with the columns {@code name, value, relation}: the name is the key by which the two
 * sides are put together, the value is what must be the same, the relation (schema.table, unquoted) is what {@code exclude} speaks of.
 * A value that begins with {@code invalid} or {@code disabled} names a state, which is what the operator must read first.
 * Members of extensions are left out: their extension's version speaks for them.
 */
enum Fact {
    EXTENSION("extension", "SELECT quote_ident(extname), extversion, NULL FROM pg_extension"),
    SCHEMA(
            "schema",
            "SELECT quote_ident(n.nspname), '', NULL FROM pg_namespace n WHERE {user} AND {own:pg_namespace:n.oid}"),
    TYPE("type", """
            SELECT format('%I.%I', n.nspname, t.typname),
              CASE t.typtype
                WHEN 'e' THEN (SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_enum e
                  WHERE e.enumtypid = t.oid)
                WHEN 'd' THEN concat_ws(' ', format_type(t.typbasetype, t.typtypmod), CASE WHEN t.typnotnull THEN 'not null' END,
                  'default ' || t.typdefault, (SELECT string_agg(pg_get_constraintdef(k.oid), ' ' ORDER BY k.conname)
                  FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'))
                WHEN 'r' THEN (SELECT 'range of ' || format_type(r.rngsubtype, NULL) FROM pg_range r WHERE r.rngtypid = t.oid)
                ELSE (SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', '
                  ORDER BY a.attnum) FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)
              END, NULL
            FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
            WHERE {user} AND {own:pg_type:t.oid} AND (t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c')"""),
    TABLE("table", """
            SELECT {relation}, concat_ws(', ',
              CASE c.relkind WHEN 'p' THEN 'partitioned by ' || pg_get_partkeydef(c.oid) WHEN 'f' THEN 'foreign' END,
              CASE WHEN c.relispartition THEN 'partition of ' || (SELECT i.inhparent::regclass FROM pg_inherits i
                WHERE i.inhrelid = c.oid) || ' ' || pg_get_expr(c.relpartbound, c.oid) END,
              CASE c.relpersistence WHEN 'u' THEN 'unlogged' END, CASE WHEN c.relrowsecurity THEN 'row security' END,
              CASE WHEN c.relforcerowsecurity THEN 'forced row security' END,
              CASE c.relreplident WHEN 'f' THEN 'replica identity full' WHEN 'i' THEN 'replica identity by index'
                WHEN 'n' THEN 'no replica identity' END), {raw}
            FROM {relations} AND c.relkind IN ('r', 'p', 'f')"""),
    COLUMN("column", """
            SELECT {relation} || '.' || quote_ident(a.attname), concat_ws(' ', format_type(a.atttypid, a.atttypmod),
              CASE WHEN a.attnotnull THEN 'not null' END,
              CASE a.attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
              {generated} || pg_get_expr(d.adbin, d.adrelid),
              (SELECT 'collate ' || quote_ident(l.collname) FROM pg_collation l WHERE l.oid = a.attcollation
                AND a.attcollation <> (SELECT t.typcollation FROM pg_type t WHERE t.oid = a.atttypid))), {raw}
            FROM {relations} AND c.relkind IN ('r', 'p', 'f') JOIN pg_attribute a ON a.attrelid = c.oid
              LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attnum > 0 AND NOT a.attisdropped"""),
    SEQUENCE("sequence", """
            SELECT {relation}, format('%s from %s, by %s, %s to %s, cache %s%s', format_type(s.seqtypid, NULL), s.seqstart,
              s.seqincrement, s.seqmin, s.seqmax, s.seqcache, CASE WHEN s.seqcycle THEN ', cycle' ELSE '' END), {raw}
            FROM {relations} JOIN pg_sequence s ON s.seqrelid = c.oid"""),
    VIEW("view", "SELECT {relation}, pg_get_viewdef(c.oid), {raw} FROM {relations} AND c.relkind = 'v'"),
    MATERIALIZED("materialized view", """
            SELECT {relation}, CASE WHEN c.relispopulated THEN pg_get_viewdef(c.oid) ELSE 'invalid: without data' END, {raw}
            FROM {relations} AND c.relkind = 'm'"""),
    FUNCTION("function", """
            SELECT format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)),
              CASE WHEN {aggregate} THEN 'aggregate' ELSE pg_get_functiondef(p.oid) END, NULL
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE {user} AND {own:pg_proc:p.oid}"""),
    INDEX("index", """
            SELECT format('%I.%I', n.nspname, i.relname), CASE WHEN x.indisvalid AND x.indisready AND x.indislive THEN ''
              ELSE 'invalid: ' END || pg_get_indexdef(x.indexrelid), {raw}
            FROM {relations} JOIN pg_index x ON x.indrelid = c.oid JOIN pg_class i ON i.oid = x.indexrelid
            WHERE NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x'))"""),
    CONSTRAINT("constraint", """
            SELECT {relation} || ' ' || quote_ident(k.conname), pg_get_constraintdef(k.oid), {raw}
            FROM {relations} JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype NOT IN ('n', 't') AND {parentless}"""),
    TRIGGER("trigger", """
            SELECT {relation} || ' ' || quote_ident(t.tgname), CASE t.tgenabled WHEN 'D' THEN 'disabled: ' WHEN 'A' THEN 'always: '
              WHEN 'R' THEN 'on replicas: ' ELSE '' END || pg_get_triggerdef(t.oid), {raw}
            FROM {relations} JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal"""),
    KEY_TRIGGERS("foreign key triggers", """
            SELECT {relation}, 'disabled: ' || count(*), {raw}
            FROM {relations} JOIN pg_trigger t ON t.tgrelid = c.oid AND t.tgisinternal AND t.tgenabled = 'D'
            GROUP BY n.nspname, c.relname"""),
    RULE("rule", """
            SELECT {relation} || ' ' || quote_ident(r.rulename), CASE r.ev_enabled WHEN 'D' THEN 'disabled: ' ELSE '' END
              || pg_get_ruledef(r.oid), {raw}
            FROM {relations} JOIN pg_rewrite r ON r.ev_class = c.oid AND r.rulename <> '_RETURN'"""),
    POLICY("policy", """
            SELECT {relation} || ' ' || quote_ident(p.polname), concat_ws(' ', p.polcmd,
              CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END,
              (SELECT string_agg(CASE WHEN r = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(r) END, ',' ORDER BY pg_get_userbyid(r))
                FROM unnest(p.polroles) r),
              pg_get_expr(p.polqual, p.polrelid), 'check ' || pg_get_expr(p.polwithcheck, p.polrelid)), {raw}
            FROM {relations} JOIN pg_policy p ON p.polrelid = c.oid"""),
    STATISTICS("statistics", """
            SELECT format('%I.%I', n.nspname, s.stxname), pg_get_statisticsobjdef(s.oid), NULL
            FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE {user}"""),
    EVENT_TRIGGER("event trigger", """
            SELECT quote_ident(e.evtname), CASE e.evtenabled WHEN 'D' THEN 'disabled: ' ELSE '' END || e.evtevent || ' '
              || e.evtfoid::regproc, NULL FROM pg_event_trigger e WHERE {own:pg_event_trigger:e.oid}"""),
    LARGE_OBJECT("large object", "SELECT oid::text, '', NULL FROM pg_largeobject_metadata"),
    SETTING("setting of the database for", """
            SELECT CASE WHEN s.setrole = 0 THEN 'everybody' ELSE pg_get_userbyid(s.setrole) END,
              (SELECT string_agg(x, ', ' ORDER BY x) FROM unnest(s.setconfig) x), NULL
            FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase WHERE d.datname = current_database()"""),
    OWNER("owner of", """
            SELECT {relation}, pg_get_userbyid(c.relowner), {raw} FROM {relations} AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
            UNION ALL SELECT format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)),
              pg_get_userbyid(p.proowner), NULL FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
              WHERE {user} AND {own:pg_proc:p.oid}
            UNION ALL SELECT format('%I.%I', n.nspname, t.typname), pg_get_userbyid(t.typowner), NULL
              FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
              WHERE {user} AND {own:pg_type:t.oid} AND (t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c')
            UNION ALL SELECT 'schema ' || quote_ident(n.nspname), pg_get_userbyid(n.nspowner), NULL FROM pg_namespace n
              WHERE {user} AND {own:pg_namespace:n.oid} AND n.nspname <> 'public'
            UNION ALL SELECT 'large object ' || l.oid, pg_get_userbyid(l.lomowner), NULL FROM pg_largeobject_metadata l
            UNION ALL SELECT '', pg_get_userbyid(d.datdba), NULL FROM pg_database d WHERE d.datname = current_database()"""),
    PRIVILEGE("privileges on", """
            SELECT o.name, coalesce(string_agg(concat(CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END, '=',
              a.privilege_type, CASE WHEN a.is_grantable THEN '*' END), ' ' ORDER BY a.grantee = 0,
              pg_get_userbyid(a.grantee) COLLATE "C", a.privilege_type)
              FILTER (WHERE a.grantee IS NOT NULL), 'none but its owner''s'), o.raw
            FROM (SELECT {relation} AS name, c.relowner AS owner, coalesce(c.relacl,
                acldefault(CASE c.relkind WHEN 'S' THEN 's'::"char" ELSE 'r'::"char" END, c.relowner)) AS acl, {raw} AS raw
              FROM {relations} AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
              UNION ALL SELECT {relation} || '.' || quote_ident(t.attname), c.relowner, t.attacl, {raw}
              FROM {relations} JOIN pg_attribute t ON t.attrelid = c.oid AND t.attacl IS NOT NULL AND NOT t.attisdropped
              UNION ALL SELECT format('%I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), p.proowner,
                coalesce(p.proacl, acldefault('f', p.proowner)), NULL FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                WHERE {user} AND {own:pg_proc:p.oid}
              UNION ALL SELECT 'schema ' || quote_ident(n.nspname), n.nspowner, coalesce(n.nspacl, acldefault('n', n.nspowner)),
                NULL FROM pg_namespace n WHERE {user} AND {own:pg_namespace:n.oid}
              UNION ALL SELECT 'large object ' || l.oid, l.lomowner, l.lomacl, NULL FROM pg_largeobject_metadata l
                WHERE l.lomacl IS NOT NULL
              UNION ALL SELECT '', d.datdba, coalesce(d.datacl, acldefault('d', d.datdba)), NULL FROM pg_database d
                WHERE d.datname = current_database()) o
              LEFT JOIN LATERAL aclexplode(o.acl) a ON a.grantee <> o.owner
            GROUP BY o.name, o.raw"""),
    DEFAULT_PRIVILEGE("default privileges of", """
            SELECT concat_ws(' ', pg_get_userbyid(d.defaclrole), quote_ident(n.nspname), d.defaclobjtype),
              (SELECT string_agg(concat(CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END, '=',
                a.privilege_type), ' ' ORDER BY pg_get_userbyid(a.grantee) COLLATE "C", a.privilege_type)
                FROM aclexplode(d.defaclacl) a), NULL
            FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace""");

    /** Facts about who may do what, which a move without owners does not carry over. */
    private static final List<Fact> RIGHTS = List.of(OWNER, PRIVILEGE, DEFAULT_PRIVILEGE);

    private final String what;
    private final String sql;

    Fact(String what, String sql) {
        this.what = what;
        this.sql = sql;
    }

    /** The kind of thing, as {@link Difference#what}. */
    String what() {
        return what;
    }

    boolean aboutRights() {
        return RIGHTS.contains(this);
    }

    /** The question as that major version of the server understands it. */
    String sql(int major) {
        return sql.replace(
                        "{relations}",
                        "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND {user} AND {own:pg_class:c.oid}"
                                + " AND c.relpersistence <> 't'")
                .replace("{relation}", "format('%I.%I', n.nspname, c.relname)")
                .replace("{raw}", "n.nspname || '.' || c.relname")
                .replace("{user}", Tables.USER_SCHEMA)
                .replace(
                        "{generated}",
                        major >= 12
                                ? "CASE a.attgenerated WHEN '' THEN 'default ' ELSE 'generated ' END"
                                : "'default '")
                .replace("{aggregate}", major >= 11 ? "p.prokind = 'a'" : "p.proisagg")
                .replace("{parentless}", major >= 11 ? "k.conparentid = 0" : "true")
                .replaceAll("\\{own:(\\w+):([\\w.]+)}", Tables.NO_MEMBER);
    }
}
