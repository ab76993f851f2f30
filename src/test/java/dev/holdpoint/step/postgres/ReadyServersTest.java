package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReadyServersTest {
    @Test
    void aTargetThatIsOlder() {
        assertThat(ReadyServers.versions("16.11", "15.15 (Debian 15.15-0+deb12u1)"))
                .isEqualTo(Finding.wrong(
                        "versions",
                        "16.11 on the source, 15.15 (Debian 15.15-0+deb12u1) on the target",
                        "move to a server of the same or a later major version"));
        assertThat(ReadyServers.versions("10.23", "18beta1").verdict()).isEqualTo(Finding.Verdict.FINE);
    }

    @Test
    void programsThatAreNotThere() {
        assertThat(ReadyServers.programs(List.of(), 15, 16).verdict()).isEqualTo(Finding.Verdict.WRONG);
        assertThat(ReadyServers.programs(List.of(), 15, 16).says()).isEqualTo("pg_dump is not installed here");
    }

    @Test
    void roomThatIsTooSmallOrCannotBeSeen() {
        assertThat(ReadyServers.space(1000, 1499).verdict()).isEqualTo(Finding.Verdict.WRONG);
        assertThat(ReadyServers.space(1000, 1499).remedy()).isEqualTo("give the target more disk");
        assertThat(ReadyServers.space(1000, 1500).verdict()).isEqualTo(Finding.Verdict.FINE);
        assertThat(ReadyServers.space(1000, -1).verdict()).isEqualTo(Finding.Verdict.UNSEEN);
    }

    @Test
    void tooFewConnections() {
        assertThat(ReadyServers.connections(97, 19))
                .isEqualTo(Finding.wrong(
                        "connections",
                        "97 free on the source, 19 on the target, 20 wanted",
                        "end idle sessions or raise max_connections"));
        assertThat(ReadyServers.connections(20, 97).verdict()).isEqualTo(Finding.Verdict.FINE);
    }
}
