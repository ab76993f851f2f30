package dev.holdpoint.step.postgres;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A system catalogue whose rows are objects of a database, as the question for all of them: kind, name, relation, definition, values,
 * owner, privileges, comment, and whether an extension made it. Which catalogues there are and which columns they have is asked of the
 * servers ({@link Catalogues}), so that a class of objects that nobody thought of here is compared all the same.
 *
 * @param columns those that both servers have, also of the catalogues that have a row for each of its rows ({@link #BESIDE})
 */
record Catalogue(String name, List<Column> columns) {
    /** @param refersTo the catalogue whose OIDs stand in it, or empty */
    record Column(String name, String of, String type, String refersTo) {}

    /** Catalogues without objects of their own, by the one whose rows theirs go with, and the column that says with which. */
    static final Map<String, Map<String, String>> BESIDE = Map.of(
            "pg_class", Map.of("pg_sequence", "seqrelid", "pg_index", "indexrelid", "pg_foreign_table", "ftrelid"),
            "pg_proc", Map.of("pg_aggregate", "aggfnoid"),
            "pg_type", Map.of("pg_range", "rngtypid"));

    /** Their definitions say everything. */
    private static final Set<String> DEFINED = Set.of("pg_constraint", "pg_trigger", "pg_rewrite", "pg_namespace");

    /** Types whose values are OIDs, column numbers, parsed expressions or positions: they differ between twins, or mean nothing here. */
    private static final Set<String> OPAQUE = Set.of(
            "pg_node_tree", "int2vector", "oidvector", "xid", "oid[]", "smallint[]", "aclitem[]", "pg_lsn", "anyarray");

    /** What a server keeps for itself, or what is told in another way. */
    private static final Set<String> UNTOLD = Set.of(
            "relname",
            "relkind",
            "relpages",
            "relallvisible",
            "relallfrozen",
            "reltuples",
            "relhasindex",
            "relnatts",
            "relchecks",
            "relhasrules",
            "relhastriggers",
            "relhassubclass",
            "reltoastrelid",
            "reltype",
            "relrewrite",
            "relispopulated",
            "relispartition",
            "seqrelid",
            "indexrelid",
            "indrelid",
            "ftrelid",
            "indisvalid",
            "indisready",
            "indislive",
            "indcheckxmin",
            "typrelid",
            "typarray",
            "typndims",
            "rngtypid",
            "prosrc",
            "proconfig",
            "aggfnoid",
            "extversion",
            "evtenabled",
            "stxkind",
            "datname",
            "datcollversion",
            "daticulocale",
            "datlocale",
            "collversion",
            "colliculocale",
            "colllocale",
            "dathasloginevt",
            "subdbid",
            "subenabled",
            "subskiplsn",
            "subtwophasestate");

    /** Columns that are the same in more ways than one. */
    private static final Map<String, String> TOLD_AS = Map.of(
            "relam",
                    "CASE WHEN o.relam NOT IN (0, 2) THEN (pg_identify_object('pg_am'::regclass, o.relam, 0)).identity END",
            "collcollate", "CASE WHEN o.collprovider = 'c' THEN o.collcollate END",
            "collctype", "CASE WHEN o.collprovider = 'c' THEN o.collctype END",
            "stxstattarget", "coalesce(o.stxstattarget, -1)",
            "datcollate", "lower(replace(o.datcollate, '-', ''))",
            "datctype", "lower(replace(o.datctype, '-', ''))");

    /** What {@code acldefault} calls a class of objects; a relation's depends on its kind. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "pg_class", "CASE o.relkind WHEN 'S' THEN 's'::\"char\" ELSE 'r'::\"char\" END",
            "pg_proc", "'f'",
            "pg_type", "'T'",
            "pg_namespace", "'n'",
            "pg_language", "'l'",
            "pg_database", "'d'",
            "pg_foreign_data_wrapper", "'F'",
            "pg_foreign_server", "'S'");

    Catalogue {
        columns = List.copyOf(columns);
    }

    /** Columns whose values are compared as they are, in the order of {@link Thing#values}. */
    List<Column> told() {
        return columns.stream().filter(this::isTold).toList();
    }

    private boolean isTold(Column column) {
        return !DEFINED.contains(name)
                && !UNTOLD.contains(column.name)
                && !OPAQUE.contains(column.type)
                && (!column.type.equals("oid") || !column.refersTo.isEmpty())
                && !isOwner(column)
                && (!column.name.endsWith("namespace") || name.equals("pg_extension"));
    }

    private static boolean isOwner(Column column) {
        return column.name.endsWith("owner") || column.name.equals("datdba");
    }

    private String find(Predicate<Column> which) {
        return columns.stream()
                .filter(it -> it.of.equals(name))
                .filter(which)
                .map(it -> "o." + it.name)
                .findFirst()
                .orElse("");
    }

    private String clause(Reading.Clause clause, String otherwise) {
        return Reading.clause(name, clause, otherwise);
    }

    /**
     * The question, with the columns kind, name, relation, definition, values, owner, privileges, comment, whether it is an extension's.
     *
     * @param major of the server that is asked
     * @param lowest major of the two
     */
    String sql(int major, int lowest) {
        var owner = find(Catalogue::isOwner);
        var acl = find(it -> it.type.equals("aclitem[]"));
        return """
                SELECT {kind}, {name}, {raw}, CASE WHEN NOT m.member THEN {definition} END,
                  CASE WHEN NOT m.member THEN ARRAY[{values}]::text[] END, CASE WHEN NOT m.member THEN {owner} END, {privileges},
                  CASE WHEN NOT m.member THEN (SELECT md5(d.description) FROM {descriptions} d WHERE d.objoid = o.oid
                    AND d.classoid = '{catalogue}'::regclass {whole}) END, m.member
                FROM {catalogue} o {beside} {join} {identity}
                  CROSS JOIN LATERAL (SELECT {member} AS member) m
                WHERE ({where}) AND NOT ({dependent})""".replace("{kind}", clause(Reading.Clause.KIND, "i.type"))
                .replace("{name}", clause(Reading.Clause.NAME, "i.identity"))
                .replace("{definition}", clause(Reading.Clause.DEFINITION, "NULL"))
                .replace(
                        "{owner}",
                        owner.isEmpty() ? "NULL" : clause(Reading.Clause.OWNER, "pg_get_userbyid(" + owner + ")"))
                .replace("{privileges}", acl.isEmpty() ? "NULL" : privileges(acl, owner))
                .replace("{values}", told().stream().map(this::value).collect(Collectors.joining(", ")))
                .replace("{descriptions}", isShared() ? "pg_shdescription" : "pg_description")
                .replace("{whole}", isShared() ? "" : "AND d.objsubid = 0")
                .replace("{beside}", beside())
                .replace("{join}", joins())
                .replace("{identity}", identity())
                .replace("{where}", clause(Reading.Clause.WHERE, where()))
                .replace("{member}", MEMBER)
                .replace("{dependent}", DEPENDENT)
                .replace("{goes with it}", clause(Reading.Clause.DEPENDENT, "true"))
                .replace("{raw}", schema().isEmpty() || !hasRelation() ? "NULL" : "n.nspname || '.' || r.relname")
                .replace("{relation}", "format('%I.%I', n.nspname, r.relname)")
                .replace("{user}", Tables.USER_SCHEMA)
                .replace("{internal}", INTERNAL)
                .replace("{catalogue}", name)
                .transform(it -> Dialect.of(major, lowest).write(it));
    }

    /** What a range type, say, brings along. */
    private static final String INTERNAL = "EXISTS (SELECT FROM pg_depend d WHERE d.classid = '{catalogue}'::regclass"
            + " AND d.objid = o.oid AND d.deptype = 'i')";

    private static final String MEMBER = "EXISTS (SELECT FROM pg_depend d WHERE d.classid = '{catalogue}'::regclass"
            + " AND d.objid = o.oid AND d.deptype = 'e')";

    /** What belongs to a thing that an extension made, as the operators of its operator family do. */
    private static final String DEPENDENT = "{goes with it} AND EXISTS (SELECT FROM pg_depend d JOIN pg_depend e"
            + " ON e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e'"
            + " WHERE d.classid = '{catalogue}'::regclass AND d.objid = o.oid AND d.deptype IN ('a', 'i'))";

    /** OIDs of relations that are not what the row belongs to. */
    private static final Set<String> NO_HOME = Set.of("confrelid", "typrelid", "reltoastrelid", "tgconstrrelid");

    private boolean isShared() {
        return Catalogues.SHARED.contains(name);
    }

    private boolean hasRelation() {
        return name.equals("pg_class") || !find(Catalogue::isRelation).isEmpty();
    }

    private static boolean isRelation(Column column) {
        return column.name.equals("ev_class") || (column.name.endsWith("relid") && !NO_HOME.contains(column.name));
    }

    /** The schema's OID, or empty where the objects are in none. */
    private String schema() {
        var namespace = find(it -> it.name.endsWith("namespace") && !it.name.equals("extnamespace"));
        return hasRelation() ? "r.relnamespace" : namespace;
    }

    private String joins() {
        var relation = find(Catalogue::isRelation);
        return clause(Reading.Clause.JOIN, relation.isEmpty() ? "" : " JOIN pg_class r ON r.oid = " + relation)
                + (schema().isEmpty() ? "" : " LEFT JOIN pg_namespace n ON n.oid = " + schema());
    }

    private String beside() {
        return BESIDE.getOrDefault(name, Map.of()).entrySet().stream()
                .map(it -> "LEFT JOIN " + it.getKey() + " ON " + it.getKey() + "." + it.getValue() + " = o.oid")
                .collect(Collectors.joining(" "));
    }

    /** The server's own words for it, which cost a little. */
    private String identity() {
        return clause(Reading.Clause.NAME, "").isEmpty()
                ? "CROSS JOIN LATERAL pg_identify_object('{catalogue}'::regclass, o.oid, 0) i"
                : "";
    }

    /** Objects of no schema are ours when they came after initdb, whose OIDs end at 16383. */
    private String where() {
        return schema().isEmpty() ? "o.oid >= 16384" : "{user} OR n.oid IS NULL AND o.oid >= 16384";
    }

    private String value(Column column) {
        var own = (column.of.equals(name) ? "o" : column.of) + "." + column.name;
        // Options: pg_dump writes them in the order of their names.
        if (column.type.equals("text[]")) {
            return "(SELECT array_agg(x ORDER BY x) FROM unnest(" + own + ") x)::text";
        }
        return TOLD_AS.getOrDefault(
                        column.name,
                        column.refersTo.isEmpty() || !column.type.equals("oid")
                                ? own
                                : String.format(
                                        Locale.ROOT,
                                        "CASE WHEN %2$s <> 0 THEN (pg_identify_object('%1$s'::regclass, %2$s, 0)).identity END",
                                        column.refersTo,
                                        own))
                + "::text";
    }

    /** Every right as {@code grantee=RIGHT}. An owner's own rights are called theirs, so that another owner is one difference and not two. */
    private String privileges(String acl, String owner) {
        var letter = DEFAULTS.get(name);
        var all = letter == null ? acl : "coalesce(" + acl + ", acldefault(" + letter + ", " + owner + "))";
        var theirs = owner.isEmpty() ? "" : "WHEN a.grantee = " + owner + " THEN 'its owner' ";
        return "(SELECT array_agg(CASE WHEN a.grantee = 0 THEN 'PUBLIC' " + theirs
                + "ELSE pg_get_userbyid(a.grantee) END || '=' || a.privilege_type || CASE WHEN a.is_grantable THEN '*' ELSE '' END)"
                + " FROM aclexplode(" + all + ") a)";
    }
}
