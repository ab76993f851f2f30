package dev.holdpoint.cli;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Planner;
import dev.holdpoint.step.Registry;
import java.util.List;
import java.util.Map;

/**
 * A service that moves between hosts: its stand-in there, by {@code src/test/docker/stand-in}, and what is chosen in its checklist.
 *
 * @param keeps its kind of state: files, sqlite:FILE, postgres for a server of its own in it, or server for rows in the host's
 * @param ports where it listens; it answers by HTTP on the first
 * @param ways what is answered to its checklist, so that each of its steps is in one of them
 */
record MovedService(
        String checklist, String unit, String state, String keeps, String ports, List<Map<String, String>> ways) {
    private static final Map<String, String> AS_PROPOSED = Map.of();
    private static final Map<String, String> OTHERWISE = Map.of("backup_way", "program", "proxy_kind", "nginx");
    private static final List<Map<String, String>> BOTH = List.of(AS_PROPOSED, OTHERWISE);

    /** Its servers are reached by this machine, or through their hosts. */
    private static final Map<String, String> THROUGH =
            Map.of("backup_way", "program", "proxy_kind", "nginx", "old_server_via", "old", "new_server_via", "new");

    static final MovedService HOT = new MovedService(
            "any-service-hot.yml", "shop", "/var/lib/shop", "server", "8080", List.of(AS_PROPOSED, THROUGH));

    static final List<MovedService> ALL = List.of(
            new MovedService(
                    "any-service.yml",
                    "myservice",
                    "/var/lib/myservice",
                    "files",
                    "8080",
                    List.of(
                            Map.of("kind", "cold", "proxy_kind", "nginx"),
                            Map.of("kind", "warm", "backup_way", "program"))),
            HOT,
            new MovedService("forgejo.yml", "container@forgejo", "/var/lib/forgejo", "postgres", "3000", BOTH),
            new MovedService("zitadel.yml", "container@zitadel", "/var/lib/zitadel", "postgres", "8080", BOTH),
            new MovedService(
                    "vaultwarden.yml", "vaultwarden", "/var/lib/vaultwarden", "sqlite:db.sqlite3", "8222", BOTH),
            new MovedService("headscale.yml", "headscale", "/var/lib/headscale", "sqlite:db.sqlite", "8080", BOTH),
            new MovedService("adguard-home.yml", "adguardhome", "/var/lib/AdGuardHome", "files", "3000 53", BOTH));

    /** Where it answers itself. */
    String port() {
        return ports.split(" ", 2)[0];
    }

    /** Its steps that a rollback takes back, where this is chosen, in their order. */
    static List<String> takenBack(Checklist checklist, Map<String, String> chosen) {
        var values = Values.NONE;
        for (var each : checklist.variables()) {
            var value = chosen.getOrDefault(each.name(), each.fallback());
            values = value == null ? values : values.with(each.name(), value, false);
        }
        var all = values;
        return new Planner(Registry.ofAll())
                .plan(checklist, Map.of()).walk().stream()
                        .filter(it -> applies(it.step(), all) && changes(it))
                        .map(Plan.Stop::id)
                        .toList();
    }

    private static boolean applies(Step step, Values values) {
        return step.when() == null || step.when().holds(step.scope(values));
    }

    private static boolean changes(Plan.Stop stop) {
        return !stop.traits().looks()
                && switch (stop.step().undo()) {
                    case Step.UndoRule.Steps _ -> true;
                    case Step.UndoRule.Automatic _ -> stop.traits().undoable();
                    case Step.UndoRule.None _ -> false;
                };
    }

    @Override
    public String toString() {
        return unit;
    }
}
