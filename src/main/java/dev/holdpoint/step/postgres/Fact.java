package dev.holdpoint.step.postgres;

/**
 * What a database holds besides rows and is no object of a {@link Catalogue}, as questions with the columns
 * {@code name, value, relation}: the name is the key by which the two sides are put together, the value is what must be the same, the
 * relation (schema.table, unquoted) is what {@code exclude} speaks of. A value that begins with {@code disabled} names a state.
 */
enum Fact {
    /** Newer servers (15.20 is one) note among the options when a column was last changed; pg_dump leaves that out too. */
    COLUMN("column", """
            SELECT {relation} || '.' || quote_ident(a.attname), concat_ws(' ', format_type(a.atttypid, a.atttypmod),
              CASE WHEN a.attnotnull THEN 'not null' END,
              CASE a.attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
              {generated} || pg_get_expr(d.adbin, d.adrelid),
              (SELECT 'collate ' || quote_ident(l.collname) FROM pg_collation l WHERE l.oid = a.attcollation
                AND a.attcollation <> (SELECT t.typcollation FROM pg_type t WHERE t.oid = a.atttypid)),
              (SELECT 'storage ' || a.attstorage::text FROM pg_type t WHERE t.oid = a.atttypid AND t.typstorage <> a.attstorage
                AND c.relkind IN ('r', 'p', 'f', 'm')), {compression}
              'statistics ' || nullif(a.attstattarget, -1)::text,
              (SELECT array_agg(x ORDER BY x)::text FROM unnest(a.attoptions) x WHERE x NOT LIKE 'pg\\_attver=%'),
              (SELECT 'options ' || md5(string_agg(x, ',' ORDER BY x)) FROM unnest(a.attfdwoptions) x)), {raw}
            FROM {relations} AND c.relkind IN ('r', 'p', 'f', 'm', 'v') JOIN pg_attribute a ON a.attrelid = c.oid
              LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attnum > 0 AND NOT a.attisdropped"""),
    /** A child of another table has its parent's columns first after a restore, whatever their order was. */
    ORDER("order of columns of", """
            SELECT {relation}, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum), {raw}
            FROM {relations} AND c.relkind IN ('r', 'p', 'f') JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE a.attnum > 0 AND NOT a.attisdropped
              AND NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid AND NOT c.relispartition)
            GROUP BY n.nspname, c.relname"""),
    KEY_TRIGGERS("foreign key triggers", """
            SELECT {relation}, 'disabled: ' || count(*), {raw}
            FROM {relations} JOIN pg_trigger t ON t.tgrelid = c.oid AND t.tgisinternal AND t.tgenabled = 'D'
            GROUP BY n.nspname, c.relname"""),
    COMMENT("comment on column", """
            SELECT {relation} || '.' || quote_ident(a.attname), md5(d.description), {raw} FROM {relations}
            JOIN pg_description d ON d.classoid = 'pg_class'::regclass AND d.objoid = c.oid AND d.objsubid > 0
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.objsubid"""),
    SECURITY_LABEL("security label of", """
            SELECT concat((pg_identify_object(s.classoid, s.objoid, s.objsubid)).identity, ' by ', s.provider), md5(s.label), NULL
            FROM pg_seclabel s"""),
    SETTING("setting of the database", """
            SELECT split_part(x, '=', 1) || ' for ' || CASE WHEN s.setrole = 0 THEN 'everybody' ELSE pg_get_userbyid(s.setrole) END,
              md5(x), NULL
            FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase CROSS JOIN LATERAL unnest(s.setconfig) x
            WHERE d.datname = current_database()"""),
    COLUMN_PRIVILEGE("privileges on column", """
            SELECT {relation} || '.' || quote_ident(t.attname), (SELECT string_agg(CASE WHEN a.grantee = 0 THEN 'PUBLIC'
                WHEN a.grantee = c.relowner THEN 'its owner' ELSE pg_get_userbyid(a.grantee) END || '=' || a.privilege_type
                || CASE WHEN a.is_grantable THEN '*' ELSE '' END, ' ' ORDER BY a.grantee = 0, pg_get_userbyid(a.grantee)::text COLLATE "C",
                a.privilege_type) FROM aclexplode(t.attacl) a), {raw}
            FROM {relations} JOIN pg_attribute t ON t.attrelid = c.oid AND t.attacl IS NOT NULL AND NOT t.attisdropped"""),
    /** What initdb made and somebody granted (+) or revoked (-) since; a dump has that too. */
    BUILT_IN_PRIVILEGE("privileges on the built-in", """
            SELECT i.type || ' ' || i.identity, (SELECT string_agg(g, ' ' ORDER BY g COLLATE "C") FROM (
                (SELECT '+' || {now} FROM aclexplode(b.acl) a EXCEPT SELECT '+' || {now} FROM aclexplode(b.was) a) UNION ALL
                (SELECT '-' || {now} FROM aclexplode(b.was) a EXCEPT SELECT '-' || {now} FROM aclexplode(b.acl) a)) c(g)), NULL
            FROM (SELECT class, id, acl, coalesce(p.initprivs, acldefault(letter, owner)) AS was FROM (
                SELECT 'pg_class'::regclass AS class, oid AS id, relacl AS acl, 'r'::"char" AS letter, relowner AS owner FROM pg_class
                  WHERE relnamespace = 'pg_catalog'::regnamespace
                UNION ALL SELECT 'pg_proc'::regclass, oid, proacl, 'f', proowner FROM pg_proc
                  WHERE pronamespace = 'pg_catalog'::regnamespace
                UNION ALL SELECT 'pg_language'::regclass, oid, lanacl, 'l', lanowner FROM pg_language) o
              LEFT JOIN pg_init_privs p ON p.classoid = class AND p.objoid = id AND p.objsubid = 0
              WHERE id < 16384 AND acl IS NOT NULL AND acl IS DISTINCT FROM p.initprivs) b
              CROSS JOIN LATERAL pg_identify_object(b.class, b.id, 0) i""");

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

    /** Who may do what is not carried over by a move without owners. */
    boolean aboutRights() {
        return this == COLUMN_PRIVILEGE || this == BUILT_IN_PRIVILEGE;
    }

    /**
     * The question as a server understands it.
     *
     * @param major its major version
     * @param lowest the lower of the two
     */
    String sql(int major, int lowest) {
        return sql.replace(
                        "{now}",
                        "CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END || '=' || a.privilege_type")
                .replace(
                        "{relations}",
                        "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND {user} AND {own:pg_class:c.oid}"
                                + " AND c.relpersistence <> 't'")
                .replace("{relation}", "format('%I.%I', n.nspname, c.relname)")
                .replace("{raw}", "n.nspname || '.' || c.relname")
                .replace("{user}", Tables.USER_SCHEMA)
                .replaceAll("\\{own:(\\w+):([\\w.]+)}", Tables.NO_MEMBER)
                .transform(it -> Dialect.of(major, lowest).write(it));
    }
}
