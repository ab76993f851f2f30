package dev.holdpoint.step.postgres;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Roles that the target must have, for they own something that comes, were granted something, or have settings. */
final class ReadyRoles {
    /**
     * pg_shdepend knows who owns or was granted something, but for the role that made the server (OID 10), which owns much and is never
     * listed; and it does not know whose settings a database has.
     */
    private static final String LISTED = """
            SELECT r.rolname FROM pg_shdepend s JOIN pg_roles r ON r.oid = s.refobjid WHERE s.refclassid = 'pg_authid'::regclass
              AND (s.dbid IN ({databases}) OR s.classid = 'pg_database'::regclass AND s.objid IN ({databases}))
            UNION SELECT r.rolname FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole WHERE s.setdatabase IN ({databases})
            UNION SELECT r.rolname FROM pg_roles r WHERE r.oid = 10 AND EXISTS (SELECT FROM pg_database d WHERE d.oid IN ({databases})
              AND (d.datdba = 10 OR EXISTS (SELECT FROM aclexplode(d.datacl) a WHERE a.grantee = 10)))""";

    /** Catalogues whose rows have an owner, by what their columns begin with: those with a schema, and those without. */
    private static final List<String> WITH_SCHEMA = List.of(
            "pg_class rel",
            "pg_proc pro",
            "pg_type typ",
            "pg_collation coll",
            "pg_conversion con",
            "pg_operator opr",
            "pg_opclass opc",
            "pg_opfamily opf",
            "pg_ts_dict dict",
            "pg_ts_config cfg",
            "pg_statistic_ext stx");

    private static final List<String> WITHOUT = List.of(
            "pg_foreign_data_wrapper fdw", "pg_foreign_server srv", "pg_event_trigger evt", "pg_publication pub");

    private static final String IN_SCHEMA =
            "SELECT FROM {catalogue} o JOIN pg_namespace n ON n.oid = o.{prefix}namespace"
                    + " WHERE o.{prefix}owner = 10 AND " + Tables.USER_SCHEMA + " AND {member}";
    private static final String IN_NONE =
            "SELECT FROM {catalogue} o WHERE o.{prefix}owner = 10 AND o.oid >= 16384 AND {member}";

    /** Nobody takes the schema public along, and a right that its owner has on it goes without saying. */
    private static final String OTHERS = """
            SELECT FROM pg_namespace n WHERE {user} AND n.nspowner = 10 AND n.oid <> 2200
            UNION ALL SELECT FROM pg_largeobject_metadata WHERE lomowner = 10
            UNION ALL SELECT FROM pg_default_acl WHERE defaclrole = 10
            UNION ALL SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace CROSS JOIN LATERAL aclexplode(c.relacl) a
              WHERE {user} AND a.grantee = 10 AND c.relowner <> 10
            UNION ALL SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace CROSS JOIN LATERAL aclexplode(p.proacl) a
              WHERE {user} AND a.grantee = 10 AND p.proowner <> 10
            UNION ALL SELECT FROM pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) a
              WHERE {user} AND a.grantee = 10 AND n.nspowner <> 10""";

    private static final String CREATE = """
            SELECT format('CREATE ROLE %I%s%s%s%s%s%s%s;', rolname, CASE WHEN rolcanlogin THEN ' LOGIN' ELSE '' END,
                CASE WHEN rolinherit THEN '' ELSE ' NOINHERIT' END,
                CASE WHEN rolsuper THEN ' SUPERUSER' ELSE '' END, CASE WHEN rolcreatedb THEN ' CREATEDB' ELSE '' END,
                CASE WHEN rolcreaterole THEN ' CREATEROLE' ELSE '' END, CASE WHEN rolreplication THEN ' REPLICATION' ELSE '' END,
                CASE WHEN rolbypassrls THEN ' BYPASSRLS' ELSE '' END)
            FROM pg_roles WHERE rolname = ANY {roles} ORDER BY rolname""";

    private static final String GRANT = """
            SELECT DISTINCT format('GRANT %I TO %I%s;', g.rolname, m.rolname,
                CASE WHEN a.admin_option THEN ' WITH ADMIN OPTION' ELSE '' END)
            FROM pg_auth_members a JOIN pg_roles g ON g.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
            WHERE (g.rolname = ANY {roles} OR m.rolname = ANY {roles}) AND g.rolname = ANY {there} AND m.rolname = ANY {there}
            ORDER BY 1""";

    /** What roles are members of, by whatever way; the server's own, pg_monitor say, every server has. */
    private static final String GROUPS = """
            WITH RECURSIVE up(oid) AS (SELECT oid FROM pg_roles WHERE rolname = ANY {roles}
              UNION SELECT a.roleid FROM up JOIN pg_auth_members a ON a.member = up.oid)
            SELECT r.rolname FROM up JOIN pg_roles r ON r.oid = up.oid WHERE r.rolname !~ '^pg_' AND r.rolname !~\s""" + RoleDifferences.PROVIDERS;

    private static final String PASSWORD = """
            SELECT format('\\password %I', rolname) FROM pg_roles WHERE rolcanlogin AND rolname = ANY {roles} ORDER BY rolname""";

    private ReadyRoles() {}

    static Finding roles(ReadyLook look, Owners owners) throws SQLException {
        if (owners == Owners.NONE) {
            return Finding.fine("roles", "owners are not kept");
        }
        var databases = "SELECT oid FROM pg_database WHERE datname = ANY " + look.names();
        var wanted = new TreeSet<String>();
        ReadyLook.rows(look.source(), LISTED.replace("{databases}", databases))
                .forEach(it -> wanted.add(it.getFirst()));
        look.everywhere("SELECT rolname FROM pg_roles WHERE oid = 10 AND EXISTS (" + ofTheMaker() + ")")
                .forEach(it -> wanted.add(it.at(0)));
        ReadyLook.rows(look.source(), GROUPS.replace("{roles}", ReadyLook.array(List.copyOf(wanted))))
                .forEach(it -> wanted.add(it.getFirst()));
        var there = new TreeSet<String>();
        ReadyLook.rows(look.target(), "SELECT rolname FROM pg_roles").forEach(it -> there.add(it.getFirst()));
        var missing = wanted.stream().filter(it -> !there.contains(it)).toList();
        var differences =
                RoleDifferences.of(look, wanted.stream().filter(there::contains).toList());
        there.addAll(missing);
        var says = new ArrayList<String>();
        var commands = new ArrayList<String>();
        if (!missing.isEmpty()) {
            says.add("the target lacks " + String.join(", ", missing));
            commands.addAll(commands(look, missing, there));
        }
        if (!differences.lacks().isEmpty()) {
            says.add("there " + String.join(", ", differences.lacks()));
            commands.addAll(differences.commands());
        }
        if (says.isEmpty()) {
            var others = differences.otherwise();
            return new Finding(
                    Finding.Verdict.FINE,
                    "roles",
                    wanted.size() + " own or may use something, and the target has them"
                            + (others.isEmpty() ? "" : ", with other settings: " + String.join(", ", others)),
                    others.isEmpty() ? "" : "ALTER ROLE … SET there what is not meant so");
        }
        return Finding.wrong(
                "roles",
                String.join("; ", says),
                (missing.isEmpty() ? "" : "move without owners, or ") + "say there as a superuser: "
                        + commands.stream().distinct().collect(Collectors.joining(" ")));
    }

    /**
     * What makes them there as they are here, but for their passwords: those are nobody's to carry.
     *
     * @param there the roles that the target will then have
     */
    private static List<String> commands(ReadyLook look, List<String> roles, Set<String> there) throws SQLException {
        var some = ReadyLook.array(roles);
        var commands = new ArrayList<>(ReadyLook.rows(look.source(), CREATE.replace("{roles}", some)));
        commands.addAll(RoleDifferences.settingsOf(look, some));
        commands.addAll(ReadyLook.rows(
                look.source(), GRANT.replace("{roles}", some).replace("{there}", ReadyLook.array(List.copyOf(there)))));
        commands.addAll(ReadyLook.rows(look.source(), PASSWORD.replace("{roles}", some)));
        return commands.stream().map(List::getFirst).toList();
    }

    private static String ofTheMaker() {
        return Stream.concat(
                        WITH_SCHEMA.stream().map(it -> filled(IN_SCHEMA, it)),
                        WITHOUT.stream().map(it -> filled(IN_NONE, it)))
                .collect(Collectors.joining(
                        " UNION ALL ", "", " UNION ALL " + OTHERS.replace("{user}", Tables.USER_SCHEMA)));
    }

    private static String filled(String sql, String catalogue) {
        var space = catalogue.indexOf(' ');
        var name = catalogue.substring(0, space);
        return sql.replace("{member}", Tables.NO_MEMBER.replace("$1", name).replace("$2", "o.oid"))
                .replace("{catalogue}", name)
                .replace("{prefix}", catalogue.substring(space + 1));
    }
}
