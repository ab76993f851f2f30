package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.work.RegistryBindings;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan tells every step with all that it would do, wait for and leave behind. */
class PlanTextTest {
    private static final String CHECKLIST = """
            checklist: Everything
            variables:
              drop: { ask: Drop it, type: yes-no }
              way: { ask: Which way, type: choice, options: [hot, cold] }
              token: { ask: Token, secret: true }
            databases:
              d1: { host: localhost, name: a, user: me }
              d2: { host: localhost, name: b, user: me }
            phases:
              - phase: One
                steps:
                  - step: find
                    title: Find its address
                    shell: ip addr
                    capture: { new_ip: { regex: "inet (\\\\S+)" } }
                    retry: { times: 2, wait: 5s }
                    expect: 10s
                    timeout: 1m
                    fails_when: "ERROR:"
                    succeeds_when: ^done$
                    tty: true
                  - step: each
                    title: Stop ${service}
                    for_each: { service: [web-hello, db] }
                    when: ${service} == web-hello
                    shell: systemctl stop "$service"
                    undo: { steps: [{ shell: systemctl start "$service" }], expect: 4m }
                    opens: stopped service
                  - step: later
                    title: Look at the new one
                    when: ${new_ip} != none and ${way} == hot
                    http: { url: "http://localhost/${token}" }
                    verify: [{ tcp: { host: localhost, port: 1 } }]
                    within: 2m
                  - parallel:
                      - step: beside
                        title: Beside
                        anytime: true
                        manual: Do it.
                    at_once: 2
                  - step: move
                    title: Move
                    postgres.move: { from: d1, to: d2, clean: "${drop}" }
                    downtime: starts
            """;

    @TempDir
    Path folder;

    private String plan(Map<String, String> values) throws IOException {
        return plan(values, CHECKLIST);
    }

    private String plan(Map<String, String> values, String text) throws IOException {
        var file = Files.writeString(folder.resolve("all.yml"), text);
        var loaded = Loader.load(file, Registry.ofAll());
        assertThat(loaded.problems()).isEmpty();
        var checklist = loaded.checklist().orElseThrow();
        var plan = new Planner(Registry.ofAll()).plan(checklist, Map.of());
        var bindings = new RegistryBindings(checklist, Registry.ofAll(), Path.of("files"));
        return String.join("\n", new PlanText(plan, new Values(values, Set.of("token")), bindings).lines()) + "\n";
    }

    @Test
    void everyWordOfAStepIsTold() throws IOException {
        assertThat(plan(Map.of("drop", "no", "way", "hot", "token", "t0k3n")))
                .contains("""
                        ○ find  Find its address
                            ip addr
                            tty     it gets a terminal
                            fails   when its output matches ERROR:
                            fails   unless its output matches ^done$
                            sets    new_ip from its output: regex inet (\\S+)
                            needs   connect.d1, connect.d2
                            expect  10s
                            timeout 1m
                            retry   2 times, 5s between
                        """)
                .contains("""
                            verify  connects to localhost:1, wants it open
                            within  2m
                        """)
                .contains("""
                        ○ beside  Beside
                            Do it.
                            needs   find, each.web-hello, each.db, later
                            anytime in its phase
                            beside  others of its block, 2 at once
                        """)
                .contains("    downtime starts\n")
                .doesNotContain("t0k3n");
    }

    @Test
    void aStepIsToldWithItsOwnValues() throws IOException {
        assertThat(plan(Map.of("way", "hot")))
                .contains("""
                        ○ each.web-hello  Stop web-hello
                            when    ${service} == web-hello
                            systemctl stop "$service"
                            # service=web-hello
                        """)
                .contains("""
                            undo    systemctl start "$service"
                            undo    # service=web-hello
                            undo    expected to take 4m
                            opens   stopped service
                        """)
                .contains("    when    ${service} == web-hello   (not applicable with these values)\n");
    }

    @Test
    void whatTakingAStepBackWouldDoIsTold() throws IOException {
        assertThat(plan(Map.of()))
                .contains("    undo    none: a person takes it back\n")
                .contains("    undo    behind a gate: type \"undo move\", countdown 5s\n")
                .contains("    undo    expected to take 4m\n")
                .doesNotContain("t0k3n");
    }

    @Test
    void whatIsNotDecidedYetIsNotCalledNotApplicable() throws IOException {
        assertThat(plan(Map.of("way", "hot")))
                .contains("    when    ${new_ip} != none and ${way} == hot   (not known yet: new_ip)\n");
    }

    @Test
    void aHoldPointIsOneAsTheValuesSay() throws IOException {
        assertThat(plan(Map.of("drop", "yes")))
                .contains("◆ move  Move\n", "hold    It drops databases on d2", "type \"d2\"");
        assertThat(plan(Map.of("drop", "no"))).contains("○ move  Move\n");
        assertThat(plan(Map.of())).contains("◆ move  Move\n", "hold    Its values are not known yet.");
    }

    @Test
    void whatIsWatchedIsTold() throws IOException {
        assertThat(plan(Map.of(), """
                checklist: Watched
                window: { length: 60m, downtime: 15m }
                hosts: { h: root@203.0.113.10 }
                rollback: { checks: [ { tcp: { host: localhost, port: 3 } } ] }
                phases:
                  - phase: One
                    steps:
                      - step: up
                        check: { tcp: { host: localhost, port: 1 } }
                        keep: 10s
                      - step: off
                        service: { on: h, unit: app, state: stopped }
                        guarded: 2m
                        soak: { after: up, for: 1h, while: [ { tcp: { host: localhost, port: 2 } } ] }
                """))
                .startsWith("""
                        Watched
                        window    1h
                        downtime  15m
                        """)
                .contains("    keep    looked at again every 10s\n")
                .contains("""
                            soak    1h after up
                            while   connects to localhost:2, wants it open
                            guarded its host puts the old state back by itself after 2m, unless a new connection confirms it
                        """)
                .endsWith("""

                        ## When it was rolled back
                            check   connects to localhost:3, wants it open
                            within  2m
                        """);
    }
}
