package dev.holdpoint.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kinds for hosts as an author writes them. */
class HostKindsTest {
    private static final String CHECKLIST = """
            checklist: Move the wiki
            hosts:
              old: { ssh: root@203.0.113.10 }
              new: { ssh: root@203.0.113.20 }
              proxy: { ssh: root@203.0.113.30 }
            variables:
              address: { ask: Which address has the new host?, default: 100.64.0.20 }
              pin: { ask: The password of the backups, secret: true }
            phases:
              - phase: Before
                steps:
                  - step: backup
                    backup: { on: old, repository: /backup/old, paths: [/var/lib/wiki], tag: pre-migration, password: "${pin}" }
                  - step: first
                    copy: { from: "old:/var/lib/wiki", to: "new:/var/lib/wiki", pass: first, vanished: allowed, exclude: [/cache/] }
              - phase: Move
                steps:
                  - step: stop
                    service: { on: old, unit: container@wiki, state: stopped, enabled: false }
                  - step: final
                    copy: { from: "old:/var/lib/wiki", to: "new:/var/lib/wiki", mirror: true, owner: wiki:wiki }
                    verify:
                      - files.same: { source: "old:/var/lib/wiki", target: "new:/var/lib/wiki", exclude: [/cache/], owners: false }
                      - sqlite.same: { source: "old:/var/lib/wiki/db", target: "new:/var/lib/wiki/db" }
                  - step: settings
                    edit: { on: new, file: /etc/wiki/.env, set: { LISTEN: "${address}:80", NAME: the wiki } }
                  - step: flip
                    edit:
                      on: proxy
                      file: /etc/nginx/wiki.conf
                      replace: { text: "proxy_pass http://100.64.0.13;", with: "proxy_pass http://${address};" }
                    hold:
                      checks:
                        - tls: { host: wiki.example.org, resolve: "${address}", days_left: 20 }
                        - listening: { on: old, port: [80, 443], ignore: [127.0.0.0/8] }
                  - step: reload
                    service: { on: proxy, unit: nginx, state: reloaded }
                    verify:
                      - service: { on: new, unit: container@wiki, enabled: true }
                      - dns: { name: wiki.example.org, expect: ["${address}"], resolvers: [1.1.1.1] }
            """;

    @Test
    void aMoveIsWrittenWithThem(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("wiki.yml"), CHECKLIST);
        assertThat(Loader.load(file, Registry.ofAll()).problems()).isEmpty();
    }
}
