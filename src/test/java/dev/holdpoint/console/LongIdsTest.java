package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Ids are what commands are given, so they are told apart where the row has room for that. */
class LongIdsTest {
    private static Scene scene() {
        var title = "Look whether the proxy before it answers for all of its names";
        return new Scene(
                        Sample.with()
                                .phase(
                                        "One",
                                        Sample.step("proxy-ready-gitea", title),
                                        Sample.step("proxy-ready-nextcloud-files", title),
                                        Sample.step("proxy-ready-vaultwarden", "Vault"))
                                .plan(),
                        false)
                .keys("esc");
    }

    @Test
    void idsAreWholeWhereTheScreenIsWide() {
        assertThat(scene().frame(200, 50).text()).contains("proxy-ready-gitea ", "proxy-ready-nextcloud-files ");
    }

    @Test
    void idsHaveTwoFifthsOfANarrowRowAndWhatAShortTitleLeaves() {
        assertThat(scene().frame(120, 36).text())
                .contains("proxy-ready-gitea Look", "proxy-ready-nextc… Look", "proxy-ready-vaultwarden Vault");
    }
}
