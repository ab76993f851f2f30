package dev.holdpoint.cli;

import java.util.List;
import java.util.Map;

/**
 * A service that moves between hosts: its stand-in there, by {@code src/test/docker/stand-in}, and what is chosen in its checklist.
 *
 * @param keeps its kind of state: files, sqlite:FILE or postgres
 * @param ports where it listens; it answers by HTTP on the first
 * @param proxy what stands before it: nginx, nixos or none
 * @param ways what is answered to its checklist, each way once to the end; the first way is gone back too
 * @param steps from which
 */
record MovedService(
        String checklist,
        String unit,
        String state,
        String keeps,
        String ports,
        String proxy,
        List<Map<String, String>> ways,
        List<String> steps) {
    /** Gone back from each of its steps that changes something; others from the last with the old state, and from two in their middles. */
    static final MovedService ANY = new MovedService(
            "any-service.yml",
            "myservice",
            "/var/lib/myservice",
            "files",
            "8080",
            "nginx",
            List.of(Map.of("kind", "cold"), Map.of("kind", "warm", "backup_way", "program")),
            List.of(
                    "ready.size",
                    "backup",
                    "cold.stop",
                    "cold.copy",
                    "cold.start",
                    "proxy.places",
                    "proxy.change",
                    "proxy.reload",
                    "old.quiet",
                    "old.delete"));

    private static final Map<String, String> BY_PROGRAM = Map.of("backup_way", "program");

    static final List<MovedService> ALL = List.of(
            ANY,
            new MovedService(
                    "forgejo.yml",
                    "container@forgejo",
                    "/var/lib/forgejo",
                    "postgres",
                    "3000",
                    "nixos",
                    List.of(Map.of()),
                    List.of("maintenance", "move.start", "old.quiet")),
            new MovedService(
                    "zitadel.yml",
                    "container@zitadel",
                    "/var/lib/zitadel",
                    "postgres",
                    "8080",
                    "nginx",
                    List.of(BY_PROGRAM),
                    List.of("dump", "move.final", "old.quiet")),
            new MovedService(
                    "vaultwarden.yml",
                    "vaultwarden",
                    "/var/lib/vaultwarden",
                    "sqlite:db.sqlite3",
                    "8222",
                    "nixos",
                    List.of(Map.of()),
                    List.of("move.first", "proxy.rebuild", "old.quiet")),
            new MovedService(
                    "headscale.yml",
                    "headscale",
                    "/var/lib/headscale",
                    "sqlite:db.sqlite",
                    "8080",
                    "none",
                    List.of(Map.of()),
                    List.of("move.database", "dns", "old.quiet")),
            new MovedService(
                    "adguard-home.yml",
                    "adguardhome",
                    "/var/lib/AdGuardHome",
                    "files",
                    "3000 53",
                    "none",
                    List.of(BY_PROGRAM),
                    List.of("move.stop-guarded", "dhcp", "old.quiet")));

    /** Where it answers itself. */
    String port() {
        return ports.split(" ", 2)[0];
    }

    boolean proxied() {
        return !proxy.equals("none");
    }

    /** The port by which it is reached. */
    String front() {
        return proxied() ? "80" : port();
    }

    String proxyFile() {
        return proxy.equals("nixos") ? "/etc/nixos/hosts/oracle/o001/nginx.nix" : "/etc/nginx/conf.d/services.conf";
    }

    @Override
    public String toString() {
        return unit;
    }
}
