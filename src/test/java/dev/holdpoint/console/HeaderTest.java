package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.operator.Reckoning;
import dev.holdpoint.run.Measured;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the top of the screen says, and what gives way first where it is narrow. */
class HeaderTest {
    private static String second(Scene scene, int cols) {
        return scene.frame(cols, 24).text().lines().skip(1).findFirst().orElse("");
    }

    @Test
    void whatMattersMostIsThereAtEverySize() {
        for (int cols : new int[] {60, 80, 120, 200}) {
            assertThat(second(Scenes.running(), cols)).contains("alice", "open", "2", "02:56", "journal 74 s");
        }
        assertThat(second(Scenes.running(), 200)).contains("(rollback ~4m, 1 by hand)", "ends after 02:08");
        assertThat(second(Scenes.running(), 120)).contains("safe return until 02:56, 1 by hand");
        assertThat(second(Scenes.running(), 80))
                .contains("until 02:56, 1 by hand")
                .doesNotContain("rollback", "ends");
        // No room for who does it: but nobody has until then.
        assertThat(second(Scenes.running(), 60)).contains("back before 02:56").doesNotContain("until");
    }

    @Test
    void theWatchersAreNamedWhereThereIsRoomAndCountedElse() {
        var scene = Scenes.prepared();
        scene.at().watchers(List.of("bob", "carol"));
        assertThat(second(scene, 200)).contains("watching bob, carol");
        assertThat(second(scene, 100)).contains("watching 2").doesNotContain("carol");
        assertThat(second(scene, 60)).doesNotContain("watching").contains("journal");
    }

    @Test
    void theForecastNamesATimeWhenEveryStepHasOne() {
        var scene = Scenes.running();
        var minute = new Measured.Figure(Duration.ofMinutes(1), null, 2, 0);
        scene.state().plan().measured().learn(Map.of("switch", minute, "private", minute, "close-door", minute));
        assertThat(second(scene, 200)).contains("ends ~02:11");
        assertThat(scene.frame(200, 24).text()).contains("downtime 1:55 of 15:00, ~6:15 in all");
        scene.keys(":").types("goto switch").keys("enter");
        assertThat(scene.look().frame(120, 36).text()).contains("~1:00 (measured in 2 runs)");
    }

    @Test
    void aDowntimeThatNoStepEndsAnyMoreGoesOnUntilAPersonSaysSo() {
        var scene = ItemScenes.forgotten().after(Duration.ofMinutes(20));
        assertThat(scene.frame(200, 24).text()).contains("downtime 21:55 of 15:00");
        scene.keys(":").types("end-downtime the site answers").keys("enter");
        scene.after(Duration.ofMinutes(5));
        assertThat(scene.frame(200, 24).text()).contains("was down 21:55 of 15:00");
        assertThat(Reckoning.lines(scene.state(), scene.now()))
                .contains("downtime 21:55 of 15:00", "backup took 2:44 of ~3:00");
    }

    @Test
    void aDowntimeThatIsOverIsToldFromOneThatRunsAtEverySize() {
        for (int cols : new int[] {60, 80, 120, 200}) {
            assertThat(Scenes.running().frame(cols, 24).text()).contains("down").doesNotContain("was down");
            assertThat(Scenes.finished().frame(cols, 24).text()).contains("was down 2:19");
        }
    }

    @Test
    void theTimesStayWhereTheyAreLongAndTheScreenIsNarrow() {
        var late = Scenes.running().after(Duration.ofHours(5));
        assertThat(late.frame(60, 20).text()).contains("4h 04m over", "down 5:01:55");
    }

    @Test
    void whileItGoesBackWhatHasFailedIsCountedAtEverySize() {
        assertThat(second(RollbackScenes.halted(), 60)).contains("BACK 1/4, halted   ✘ 1   open 2 ");
    }

    @Test
    void aWindowThatIsTooShortForTheWayBackIsToldInRed() {
        var scene = Scenes.running().after(Duration.ofMinutes(54));
        assertThat(second(scene, 120)).contains("no safe return since ");
        assertThat(second(scene, 60)).contains("PAST RETURN");
    }
}
