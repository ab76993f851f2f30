package dev.holdpoint.step.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a role may do and finds on the source, and not where the target has one of the same name: logging in, being a member, seeing every
 * row, its settings.
 *
 * @param lacks what fails there, with names: {@code app lacks LOGIN}
 * @param commands what mends that, for psql
 * @param otherwise settings that somebody has given another value there
 */
record RoleDifferences(List<String> lacks, List<String> commands, List<String> otherwise) {
    /** Roles that a provider has on its servers alone. */
    static final String PROVIDERS = "'^(rds|cloudsql|azure|alloydb)'";

    private static final String ROLES =
            "SELECT rolname, quote_ident(rolname), rolcanlogin, rolinherit, rolbypassrls, rolsuper FROM pg_roles WHERE rolname = ANY {roles}";

    private static final String MEMBERS =
            "SELECT DISTINCT m.rolname, g.rolname, format('GRANT %I TO %I;', g.rolname, m.rolname)"
                    + " FROM pg_auth_members a JOIN pg_roles g ON g.oid = a.roleid JOIN pg_roles m ON m.oid = a.member"
                    + " WHERE m.rolname = ANY {roles} AND g.rolname !~ " + PROVIDERS + " ORDER BY 1, 2";

    /** But for what fences a server while its databases move. A value that is a list is kept with its quotes. */
    private static final String SETTINGS = """
            SELECT r.rolname, x.name, x.value, format('ALTER ROLE %I SET %I TO %s;', r.rolname, x.name,
              CASE WHEN x.name IN ({lists}) THEN x.value ELSE quote_literal(x.value) END)
            FROM pg_db_role_setting s JOIN pg_roles r ON r.oid = s.setrole CROSS JOIN LATERAL unnest(s.setconfig) c(pair)
            CROSS JOIN LATERAL (SELECT split_part(c.pair, '=', 1) AS name, substr(c.pair, strpos(c.pair, '=') + 1) AS value) x
            WHERE s.setdatabase = 0 AND r.rolname = ANY {roles} AND x.name <> 'default_transaction_read_only' ORDER BY 1, 2""".replace("{lists}", "'" + String.join("', '", Plan.LISTS) + "'");

    private record Role(String quoted, boolean login, boolean inherit, boolean bypass, boolean superuser) {}

    /** @param names of roles that are on both sides */
    static RoleDifferences of(ReadyLook look, List<String> names) throws SQLException {
        var found = new RoleDifferences(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var some = ReadyLook.array(names);
        var there = roles(look.target(), some);
        roles(look.source(), some).forEach((name, role) -> {
            var other = there.get(name);
            if (other != null) {
                found.role(name, role, other);
            }
        });
        var grants = MEMBERS.replace("{roles}", some);
        var members = new HashSet<>(ReadyLook.rows(look.target(), grants));
        for (var grant : ReadyLook.rows(look.source(), grants)) {
            if (!members.contains(grant)) {
                found.lack(grant.get(0), "membership in " + grant.get(1), grant.get(2));
            }
        }
        var values = new HashMap<List<String>, String>();
        settings(look.target(), some).forEach(it -> values.put(it.subList(0, 2), it.get(2)));
        settings(look.source(), some).forEach(it -> found.setting(it, values.get(it.subList(0, 2))));
        return found;
    }

    private static Map<String, Role> roles(Connection side, String some) throws SQLException {
        var found = new HashMap<String, Role>();
        ReadyLook.rows(side, ROLES.replace("{roles}", some))
                .forEach(it -> found.put(
                        it.get(0),
                        new Role(
                                it.get(1),
                                it.get(2).equals("t"),
                                it.get(3).equals("t"),
                                it.get(4).equals("t"),
                                it.get(5).equals("t"))));
        return found;
    }

    /** Role, name, value, and the command that sets it. */
    private static List<List<String>> settings(Connection side, String some) throws SQLException {
        return ReadyLook.rows(side, SETTINGS.replace("{roles}", some));
    }

    /** For roles that are to be made: the commands that give them their settings. */
    static List<List<String>> settingsOf(ReadyLook look, String some) throws SQLException {
        return settings(look.source(), some).stream()
                .map(it -> List.of(it.get(3)))
                .toList();
    }

    /** A superuser passes over most of it, and a provider's server has none. */
    private void role(String name, Role role, Role other) {
        if (role.login && !other.login) {
            lack(name, "LOGIN", "ALTER ROLE " + role.quoted + " LOGIN; \\password " + role.quoted);
        }
        if (role.superuser || other.superuser) {
            return;
        }
        if (role.inherit != other.inherit) {
            var word = role.inherit ? "INHERIT" : "NOINHERIT";
            lack(name, word, "ALTER ROLE " + role.quoted + " " + word + ";");
        }
        if (role.bypass && !other.bypass) {
            lack(name, "BYPASSRLS", "ALTER ROLE " + role.quoted + " BYPASSRLS;");
        }
    }

    /** Where names are looked for decides which table is meant; another value of anything else may be meant so. */
    private void setting(List<String> setting, @Nullable String there) {
        var name = setting.get(1);
        if (there == null || (name.equals("search_path") && !there.equals(setting.get(2)))) {
            lack(setting.get(0), name + " = " + setting.get(2), setting.get(3));
        } else if (!there.equals(setting.get(2))) {
            otherwise.add(name + " of " + setting.get(0) + " is " + setting.get(2) + " here and " + there + " there");
        }
    }

    private void lack(String role, String what, String command) {
        lacks.add(role + " lacks " + what);
        commands.add(command);
    }
}
