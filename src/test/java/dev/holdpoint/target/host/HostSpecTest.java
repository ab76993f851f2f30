package dev.holdpoint.target.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.target.TargetProblem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostSpecTest {
    private static HostSpec at(String ssh) {
        return new HostSpec(ssh, null, null, null, null, false, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"old-server_1.example.org", "root@203.0.113.10", "me@fe80::1%eth0", "[::1]"})
    void anAddressIsTakenAsItIs(String ssh) {
        assertThat(at(ssh).bind("old", null).ssh()).isEqualTo(ssh);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-oProxyCommand=x", "a b", "a;b", "$(id)", "`id`", "a'b", "a\nb", "a|b", "x*"})
    void whatAShellCouldReadAsMoreThanAWordIsRefused(String ssh) {
        assertThatThrownBy(() -> at(ssh).bind("old", null))
                .isInstanceOf(TargetProblem.class)
                .hasMessageStartingWith("host old: ssh: takes one address")
                .hasMessageNotContainingAny("\n");
    }
}
