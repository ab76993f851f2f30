package dev.holdpoint.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** parts/host-ready.yml says before anything stops what would else be found out while the service is down. */
class HostReadyPartTest {
    private static final String CONTAINER = "where the unit is a container, that container is there";
    private static final String OWNERS = "the numbers of its owners are those of the same users and groups there";
    private static final String NO_LINK = "its place on the new host is no link";
    private static final String ENABLED = "it starts with the new host";

    private static final String TOOLS = "rsync, sha256sum and find are on the old host";

    @TempDir
    private Path folder;

    private PartTrial trial;

    @BeforeEach
    void aPart() throws IOException {
        trial = new PartTrial(folder, "host-ready.yml");
        trial.give("unit", "container@git");
    }

    /** The root of the first four is a redirection to where one logs in, or nothing at all: it would never be green. */
    @ParameterizedTest
    @CsvSource({
        "zitadel, https://sso.example.org/debug/healthz",
        "headscale, https://headscale.example.org/health",
        "adguard-home, http://adguard.example.org:3000/login.html",
        "forgejo, https://git.example.org/api/healthz",
        "vaultwarden, https://vault.example.org/alive",
        "any-service, https://service.example.org/",
        "any-service-hot, https://service.example.org/",
    })
    void theAddressThatProvesTheMoveIsAskedWhileTheOldHostServes(String service, String proposed) throws Exception {
        var checklist = PartTrial.read(Path.of("checklists/services", service + ".yml"));
        var url = (Map<?, ?>) ((Map<?, ?>) checklist.get("variables")).get("url");
        assertThat(url.get("default")).isEqualTo(proposed);
        var first = PartTrial.maps(PartTrial.maps(checklist, "phases").getFirst(), "steps")
                .getFirst();
        assertThat(first.get("use")).isEqualTo("../parts/host-ready.yml");
        assertThat(((Map<?, ?>) first.get("with")).get("url")).isEqualTo("${url}");
        assertThat(PartTrial.maps(trial.step("configured"), "check"))
                .anySatisfy(it -> assertThat(String.valueOf(it.get("http"))).contains("url=${url}"));
    }

    @Test
    void ofATemplateOnlyWhatIsDeclaredIsThere() throws Exception {
        trial.standIn("systemctl", "echo /etc/systemd/system/container@.service");
        trial.standIn("nixos-container", "[ $1 = list ] && printf 'sso\\ngit2\\n'");
        assertThat(trial.looks("configured", CONTAINER))
                .isEqualTo(new PartTrial.Ran(
                        1, "there is no container git: declare it in the flake of this host, and rebuild\n"));
        trial.standIn("nixos-container", "[ $1 = list ] && printf 'sso\\ngit\\n'");
        assertThat(trial.looks("configured", CONTAINER).status()).isZero();
        trial.give("unit", "container@sso.service");
        assertThat(trial.looks("configured", CONTAINER).status()).isZero();
        trial.standIn("nixos-container", "exit 127");
        assertThat(trial.looks("configured", CONTAINER).status()).isEqualTo(1);
        trial.standIn("systemctl", "echo /etc/systemd/system/container@git.service");
        assertThat(trial.looks("configured", CONTAINER).status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"enabled", "enabled-runtime", "alias", "generated"})
    void whatStartsWithItsHostIsFine(String state) throws Exception {
        trial.standIn("systemctl", "echo " + state);
        assertThat(trial.looks("configured", ENABLED)).isEqualTo(new PartTrial.Ran(0, "it is " + state + "\n"));
    }

    /** A unit of NixOS that nothing wants is linked. */
    @ParameterizedTest
    @ValueSource(strings = {"linked", "static", "indirect", "not-found", "disabled", "masked", "masked-runtime", ""})
    void whatWouldNotStartWithItsHostIsNamed(String state) throws Exception {
        trial.standIn("systemctl", "echo " + state);
        var said = trial.looks("configured", ENABLED);
        assertThat(said.status()).isEqualTo(1);
        assertThat(said.says()).contains("systemctl enable container@git; on NixOS its wantedBy");
    }

    @Test
    void somebodyElsesNumberIsNotTheSameUser() throws Exception {
        trial.give("state_users", "970=keeper 4242=4242 ");
        trial.give("state_groups", "970=keeper ");
        trial.standIn("systemctl", "echo no");
        trial.standIn("getent", "case $2 in 970) echo keeper:x:970: ;; *) exit 2 ;; esac");
        assertThat(trial.looks("room", OWNERS).status()).isZero();

        trial.standIn("getent", "case \"$1 $2\" in *970) echo keeper:x:970: ;; *) echo other:x:4242: ;; esac");
        assertThat(trial.looks("room", OWNERS).says()).contains("4242 is 4242 on the old host and other here");

        trial.standIn("getent", "case $1 in passwd) echo gitea:x:970: ;; *) exit 2 ;; esac");
        var others = trial.looks("room", OWNERS);
        assertThat(others.status()).isEqualTo(1);
        assertThat(others.says())
                .contains("970 is keeper on the old host and gitea here")
                .contains("970 is keeper on the old host and nobody here");

        trial.standIn("systemctl", "echo yes");
        assertThat(trial.looks("room", OWNERS).status()).as("DynamicUser").isZero();
    }

    @ParameterizedTest
    @CsvSource({"container@.service, 0", "container@git.service, 0", "git.service, 1"})
    void theUsersOfAContainerAreItsOwn(String file, int status) throws Exception {
        trial.give("state_users", "970=970 ");
        trial.give("state_groups", "970=970 ");
        trial.standIn(
                "systemctl", "case $* in *FragmentPath*) echo /etc/systemd/system/" + file + " ;; *) echo no ;; esac");
        trial.standIn("getent", "echo gitea:x:970:");
        assertThat(trial.looks("room", OWNERS).status()).isEqualTo(status);
    }

    @Test
    void allOwnersOfTheStateAreNamed() throws Exception {
        var state = Files.createDirectories(folder.resolve("var/lib/my app"));
        Files.writeString(state.resolve("file"), "data");
        trial.give("old_state", state);
        var said = trial.does("size");
        assertThat(said.status()).as(said.says()).isZero();
        int uid = (Integer) Files.getAttribute(state, "unix:uid");
        assertThat(said.says())
                .contains("files 2\n")
                .containsPattern("(?m)^users " + uid + "=" + Files.getOwner(state) + " $")
                .containsPattern("(?m)^groups \\d+=\\S+ $");
    }

    @Test
    void aLinkIsNoState() throws Exception {
        var real = Files.createDirectory(folder.toRealPath().resolve("private"));
        var link = Files.createSymbolicLink(folder.resolve("state"), real);
        trial.give("old_state", link);
        trial.give("new_state", link);
        for (var said : new PartTrial.Ran[] {trial.does("size"), trial.looks("room", NO_LINK)}) {
            assertThat(said.status()).isEqualTo(1);
            assertThat(said.says()).contains("is a link: begin anew with " + real);
        }
    }

    @Test
    void whatIsNeededWhileItIsDownIsAskedForBefore() throws Exception {
        trial.give("PATH", folder.resolve("bin"));
        assertThat(trial.looks("tools", TOOLS).says()).contains("install rsync");
        assertThat(trial.looks("sqlite", "sqlite3 or python3 is on the new host")
                        .status())
                .isEqualTo(1);
        trial.standIn("python3", "exit 1");
        assertThat(trial.looks("sqlite", "sqlite3 or python3 is on the new host")
                        .status())
                .isEqualTo(1);
        trial.standIn("rsync", "");
        trial.standIn("sha256sum", "");
        trial.standIn("find", "exit 1");
        assertThat(trial.looks("tools", TOOLS).says()).contains("install coreutils and findutils");
        trial.standIn("find", "");
        assertThat(trial.looks("tools", TOOLS).status()).isZero();
        trial.standIn("sqlite3", "");
        assertThat(trial.looks("sqlite", "sqlite3 or python3 is on the new host")
                        .status())
                .isZero();
    }
}
