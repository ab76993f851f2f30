package dev.holdpoint.checklist.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LintTest {
    private static final Path NAIVE = Path.of("src/test/resources/naive");

    @TempDir
    private Path folder;

    @Test
    void theGuidesToTheLetterWalkIntoEveryTrap() throws IOException {
        try (var guides = Files.list(NAIVE)) {
            var found = guides.flatMap(it -> warnings(it).stream())
                    .map(Warning::trap)
                    .distinct()
                    .toList();
            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(
                            Traps.KNOWN.stream().map(Trap::name).toList());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "attic.yml, acme-before-dns policy-too-narrow psql-goes-on",
        "pods.yml, broken-quote no-errexit odd-dash restore-goes-on secret-in-argv",
        "rds.yml, open-to-all restore-goes-on rollback-loses-rows same-vpc secret-in-argv secret-on-screen unmeasured-grace",
        "s3.yml, not-rerunnable other-environment",
        "services.yml, lock-out remote-to-remote replication-gaps unmeasured-grace wide-replace",
    })
    void eachGuideHasItsOwn(String guide, String traps) {
        assertThat(warnings(NAIVE.resolve(guide)).stream()
                        .map(Warning::trap)
                        .distinct()
                        .sorted())
                .containsExactlyElementsOf(List.of(traps.split(" ")));
    }

    @Test
    void aNameThatIsNearlyAVariableIsWarnedOf() throws IOException {
        var file = Files.writeString(folder.resolve("names.yml"), """
                checklist: Names
                variables: { data_dir: { ask: Where }, new_host: { ask: Host } }
                phases:
                  - phase: One
                    steps:
                      - step: asks
                        manual: { text: Ask., ask: { data_disk: { ask: Which } } }
                      - step: right
                        shell: |
                          set -eu
                          if true; then data_dirs=1; fi
                          echo "$data_dir" "$data_disk" "$data_dirs" "$http_proxy" "${dat_dir:-none}"
                      - step: wrong
                        shell: rm -rf "$dat_dir"/cache
                """);
        assertThat(warnings(file).stream().filter(it -> it.trap().equals(Misspelt.NAME)))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.at().line()).isEqualTo(14);
                    assertThat(it.says())
                            .isEqualTo("nothing sets $dat_dir, and sh takes nothing for it; did you mean $data_dir?");
                });
    }

    /** An echo takes any word; and what has no command behind its first word takes no environment there. */
    @Test
    void aProgramThatTakesNoEnvironmentNamesNone() throws IOException {
        var file = Files.writeString(folder.resolve("echoes.yml"), """
                checklist: Echoes
                variables: { pw: { ask: Password }, url: { ask: Where } }
                phases:
                  - phase: One
                    steps:
                      - { step: a, shell: 'echo "$pw"' }
                      - { step: b, shell: 'echo "$pw" or else' }
                      - { step: c, shell: 'echo run >> /tmp/seen' }
                      - { step: d, shell: 'echo run it' }
                      - { step: e, shell: 'fetch "$url"' }
                      - { step: f, shell: 'fetch all' }
                """);
        assertThat(warnings(file)).isEmpty();
    }

    @Test
    void everyTrapStandsInTheDocuments() throws IOException {
        var page = Files.readString(Path.of("docs/language.md"));
        assertThat(Traps.KNOWN).allSatisfy(it -> assertThat(page).contains("| `" + it.name() + "` |"));
    }

    @Test
    void aWarningSaysWhereAndWhatToDo() {
        var last = warnings(NAIVE.resolve("s3.yml")).getLast().toString();
        assertThat(last)
                .startsWith(NAIVE.resolve("s3.yml") + ":16:16: warning: other-environment: ")
                .contains("use the variable here too");
    }

    @Test
    void theShippedChecklistsWalkIntoNone() throws IOException {
        try (Stream<Path> shipped = Files.walk(Path.of("checklists"))) {
            var files = shipped.filter(it -> it.toString().endsWith(".yml"))
                    // A part is read by the checklist that uses it.
                    .filter(it -> !it.toString().contains("rehearsal")
                            && !it.toString().contains("parts"))
                    .toList();
            assertThat(files).isNotEmpty();
            assertThat(files.stream().flatMap(it -> warnings(it).stream())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsync -aHAX /srv/a/ new:/srv/a/",
                "rsync -a rsync://mirror/a /srv/a",
                "PGPASSWORD=\"$password\" psql -h x -v ON_ERROR_STOP=1 -f a.sql",
                "printf %s \"$password\" | docker login --password-stdin",
                "pg_restore --exit-on-error -d a a.dump",
                "pg_restore -l a.dump",
                "mkdir -p /srv/a",
                "ln -sfn a b",
                "echo \"it's fine\" 'and \"so\" is this'",
                "systemctl restart forgejo",
                "sed -i 's/^max = .*/max = 5/' a.conf",
                "set -eu\\none\\ntwo",
                "one &&\\n  two",
                "if one\\nthen two\\nfi",
                "psql -v ON_ERROR_STOP=1 <<'SQL'\\nselect 1;\\nselect 2;\\nSQL",
                "aws ec2 revoke --cidr 10.0.0.0/8",
                "value=$(aws secretsmanager get-secret-value --secret-id a)",
            })
    void whatIsRightIsNotWarnedOf(String command) throws IOException {
        assertThat(warnings(shell(command))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "curl -u admin:\"$password\" https://a.example | secret-in-argv",
                "mysql --password=hunter2 a | secret-in-argv",
                "psql <a.sql | psql-goes-on",
                "one\\ntwo | no-errexit",
                "ufw enable | lock-out",
                "echo “hello” | odd-dash",
                "pg_dump ––clean a | odd-dash",
            })
    void whatIsWrongIsNamed(String command, String trap) throws IOException {
        assertThat(warnings(shell(command))).extracting(Warning::trap).containsExactly(trap);
    }

    /** A checklist of one shell step. */
    private Path shell(String command) throws IOException {
        var lines = command.replace("\\n", "\n")
                .lines()
                .map(it -> "          " + it + "\n")
                .toList();
        return Files.writeString(folder.resolve("a.yml"), """
                checklist: One step
                variables:
                  password: { ask: Password, secret: true }
                phases:
                  - phase: One
                    steps:
                      - step: a
                        shell: |
                """.replace("                ", "") + String.join("", lines));
    }

    private static List<Warning> warnings(Path file) {
        var loaded = Loader.load(file, Registry.ofAll());
        assertThat(loaded.problems()).isEmpty();
        return Lint.warnings(loaded.checklist().orElseThrow());
    }
}
