package dev.holdpoint.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FixtureTest {
    @TempDir
    Path folder;

    @Test
    void readsTheFixtureThatIsShipped() {
        var fixture = Fixture.read(Path.of("checklists/rehearsal/pod-databases.yml"));

        var old = databases(fixture, "old");
        assertThat(old.keySet())
                .containsExactlyInAnyOrder(
                        "accounts", "analysis", "filestore", "jobs", "metrics", "results", "results201709");
        assertThat(databases(fixture, "new").keySet()).isEqualTo(old.keySet());
        assertThat(old.values().stream().mapToInt(Fixture.Data::megabytes).sum())
                .isEqualTo(200);
    }

    @Test
    void sameServersSameDataWhateverTheValues() throws IOException {
        var one = read("servers: { a: { host: 127.0.0.1, administrator: admin } }");
        var other = read("servers: { a: { host: 127.0.0.1, administrator: admin } }\nvalues: { x: y }");
        var third = read("servers: { a: { host: 127.0.0.1, administrator: root } }");

        assertThat(one.dataKey()).isEqualTo(other.dataKey()).isNotEqualTo(third.dataKey());
    }

    @Test
    void saysWhatIsWrongInOneLine() {
        refuses(
                "servers: { a: { host: 127.0.0.1, administrator: admin, rolls: x } }",
                "servers.a.rolls: unknown; write one of [administrator, databases, host, roles]");
        refuses(
                "servers: { a: { host: example.org, administrator: admin } }",
                "servers.a.host: a lab listens on loopback");
        refuses("servers: { a: { host: 127.0.0.1 } }", "servers.a: name its superuser");
        refuses("rehearsal: nothing", "a rehearsal needs servers:");
        refuses(
                "servers: { a: { host: 127.0.0.1, administrator: admin } }\napplication: { uses: b, database: d, role: r }",
                "there is no server b; write one of a");
        refuses("servers: [", "fixture.yml:1:11: expected the node content");
    }

    @Test
    void saysWhichFileIsMissing() {
        assertThatThrownBy(() -> Fixture.read(folder.resolve("none.yml")))
                .isInstanceOf(LabProblem.class)
                .hasMessageContaining("none.yml: this checklist has no rehearsal");
    }

    private static Map<String, Fixture.Data> databases(Fixture fixture, String server) {
        return Objects.requireNonNull(fixture.servers().get(server)).databases();
    }

    private void refuses(String text, String says) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(LabProblem.class)
                .hasMessageContaining(says)
                .message()
                .doesNotContain("\n");
    }

    private Fixture read(String text) throws IOException {
        return Fixture.read(Files.writeString(folder.resolve("fixture.yml"), text));
    }
}
