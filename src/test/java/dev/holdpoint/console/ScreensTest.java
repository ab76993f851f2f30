package dev.holdpoint.console;

import static dev.holdpoint.console.terminal.GoldenFrames.assertGolden;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every screen at the sizes that people have. The pictures stand in {@code src/test/resources/golden/console}. */
class ScreensTest {
    private static final int[][] SIZES = {{80, 24}, {120, 36}, {200, 50}};

    private static Map<String, Supplier<Scene>> scenes() {
        Map<String, Supplier<Scene>> scenes = new LinkedHashMap<>();
        scenes.put("form", Scenes::form);
        scenes.put("form-wrong", Scenes::formWrong);
        scenes.put("ready", Scenes::ready);
        scenes.put("prepared", Scenes::prepared);
        scenes.put("manual", Scenes::manual);
        scenes.put("running", Scenes::running);
        scenes.put("failed", Scenes::failed);
        scenes.put("failed-again", Scenes::failedAgain);
        scenes.put("undo-failed", Scenes::undoFailed);
        scenes.put("known-trouble", TroubleScenes::known);
        scenes.put("known-trouble-gate", TroubleScenes::atGate);
        scenes.put("known-trouble-below", TroubleScenes::belowGate);
        scenes.put("zoomed-before", Scenes::zoomedBefore);
        scenes.put("zoomed-failed", Scenes::zoomedFailed);
        scenes.put("done-by-hand", Scenes::doneByHand);
        scenes.put("unknown", Scenes::unknown);
        scenes.put("hold", Scenes::hold);
        scenes.put("sensing", Scenes::sensing);
        scenes.put("locked", Scenes::locked);
        scenes.put("resumed", Scenes::resumed);
        scenes.put("resumed-left", Scenes::resumedLeft);
        scenes.put("side-by-side", Scenes::sideBySide);
        scenes.put("side-by-side-running", Scenes::sideBySideRunning);
        scenes.put("crowded", GateScenes::crowded);
        scenes.put("crowded-below", GateScenes::crowdedBelow);
        scenes.put("armed", Scenes::armed);
        scenes.put("long-phrase", GateScenes::longPhrase);
        scenes.put("typing", Scenes::typing);
        scenes.put("counting", Scenes::counting);
        scenes.put("released", Scenes::released);
        scenes.put("answering", Scenes::answering);
        scenes.put("finished", Scenes::finished);
        scenes.put("help", Scenes::help);
        scenes.put("commands", Scenes::commands);
        scenes.put("skipping", Scenes::skipping);
        scenes.put("interrupting", Scenes::interrupting);
        scenes.put("notes", Scenes::notes);
        scenes.put("items", ItemScenes::items);
        scenes.put("searching", Scenes::searching);
        scenes.put("scrolled", Scenes::scrolled);
        scenes.put("flooded", Scenes::flooded);
        scenes.put("full-screen", Scenes::fullScreen);
        scenes.put("terminal", Scenes::terminal);
        scenes.put("typing-at", Scenes::typingAt);
        scenes.put("zoomed", Scenes::zoomed);
        scenes.put("refused", Scenes::refused);
        scenes.put("rehearsal", Scenes::rehearsal);
        scenes.put("trouble", Scenes::trouble);
        scenes.put("asking-others", PairScenes::askingOthers);
        scenes.put("waiting", PairScenes::waiting);
        scenes.put("voided", PairScenes::voided);
        scenes.put("nobody-may", PairScenes::nobodyMay);
        scenes.put("code", PairScenes::code);
        scenes.put("watching", PairScenes::watching);
        scenes.put("no-news", PairScenes::noNews);
        scenes.put("watching-gate", PairScenes::watchingGate);
        scenes.put("undo-gate", UndoScenes::armed);
        scenes.put("undo-counting", UndoScenes::counting);
        scenes.put("undo-in-rollback", UndoScenes::rolledBack);
        scenes.put("undo-watched", UndoScenes::watched);
        scenes.put("undo-watched-gate", UndoScenes::watchedGate);
        scenes.put("kept", SenseScenes::kept);
        scenes.put("kept-red", SenseScenes::keptRed);
        scenes.put("soaking", SenseScenes::soaking);
        scenes.put("soak-red", SenseScenes::soakRed);
        scenes.put("past-window", SenseScenes::pastWindow);
        scenes.put("short-window", SenseScenes::shortWindow);
        scenes.put("rollback-asked", RollbackScenes::asked);
        scenes.put("rollback-plan", RollbackScenes::plan);
        scenes.put("rollback-typing", RollbackScenes::typing);
        scenes.put("rolling-back", RollbackScenes::begun);
        scenes.put("rollback-halted", RollbackScenes::halted);
        scenes.put("rollback-proving", RollbackScenes::proving);
        scenes.put("rollback-unproven", RollbackScenes::unproven);
        scenes.put("rolled-back", RollbackScenes::over);
        return scenes;
    }

    private static Stream<Arguments> screens() {
        return scenes().entrySet().stream()
                .flatMap(scene ->
                        Stream.of(SIZES).map(size -> Arguments.of(scene.getKey(), scene.getValue(), size[0], size[1])));
    }

    @ParameterizedTest(name = "{0} {2}x{3}")
    @MethodSource("screens")
    void looksAsItShould(String name, Supplier<Scene> scene, int cols, int rows) {
        assertGolden("console/" + name + "-" + cols + "x" + rows, scene.get().frame(cols, rows));
    }

    @ParameterizedTest(name = "{0} 60x20")
    @MethodSource("small")
    void stillWorksAt60By20(String name, Supplier<Scene> scene) {
        assertGolden("console/" + name + "-60x20", scene.get().frame(60, 20));
    }

    private static Stream<Arguments> small() {
        return Stream.of(
                        "form",
                        "running",
                        "failed",
                        "locked",
                        "crowded",
                        "crowded-below",
                        "typing",
                        "long-phrase",
                        "resumed-left",
                        "side-by-side",
                        "refused",
                        "flooded",
                        "failed-again",
                        "undo-failed",
                        "zoomed-failed",
                        "terminal",
                        "typing-at",
                        "help",
                        "kept-red",
                        "soaking",
                        "past-window",
                        "rehearsal",
                        "known-trouble",
                        "rollback-plan",
                        "rollback-typing",
                        "rolling-back",
                        "rollback-halted",
                        "rollback-unproven",
                        "rolled-back",
                        "items",
                        "soak-red",
                        "short-window",
                        "undo-gate",
                        "undo-watched",
                        "counting",
                        "unknown",
                        "trouble")
                .map(name -> Arguments.of(name, scenes().get(name)));
    }

    @ParameterizedTest(name = "{0}x{1}")
    @MethodSource("extremes")
    void tooSmallSaysSoAndTheLargestIsFilled(int cols, int rows) {
        assertGolden("console/running-" + cols + "x" + rows, Scenes.running().frame(cols, rows));
    }

    private static Stream<Arguments> extremes() {
        return Stream.of(
                Arguments.of(59, 20),
                Arguments.of(60, 19),
                Arguments.of(20, 5),
                Arguments.of(10, 3),
                Arguments.of(300, 100));
    }

    @ParameterizedTest(name = "{0} ASCII")
    @MethodSource("small")
    void asciiHasATwinForEverySign(String name, Supplier<Scene> scene) {
        assertGolden(
                "console/ascii/" + name + "-80x24", scene.get().frame(80, 24).ascii());
    }
}
