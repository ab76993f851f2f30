package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.console.terminal.ColourDepth;
import dev.holdpoint.console.terminal.Input;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.console.terminal.MemoryDisplay;
import dev.holdpoint.console.terminal.Size;
import dev.holdpoint.console.terminal.TerminalSetup;
import dev.holdpoint.console.terminal.Theme;
import dev.holdpoint.operator.LocalZone;
import dev.holdpoint.operator.TerminalGone;
import dev.holdpoint.run.Event;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.step.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The whole console with its loop, on a display that remembers. */
@Timeout(60)
class ConsoleTest {
    private final MemoryDisplay display = new MemoryDisplay(120, 36);
    private final Console.Inputs inputs = new Console.Inputs();

    @Test
    void aRunFromTheFirstKeyToTheLast() throws Exception {
        var run = new FakeRun(small(), InstantSource.system(), false);
        run.plays((it, event) -> {
            if (event instanceof Event.StepStarted started && started.step().equals("copy")) {
                it.prints("copy", "copied 412 tables\n");
                it.ends("copy", Outcome.done("412 tables"));
            }
        });
        var end = open(run);
        display.awaitText("copy is ready");
        key("enter");
        display.awaitText("tell, to do by hand");
        key("k");
        display.awaitText("copied 412 tables");
        display.awaitText("1 line");
        key("f");
        key("space");
        display.awaitText("Every step is settled");
        key("q");
        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo(Run.End.FINISHED);
    }

    @Test
    void aFloodOfOutputNeverStandsBeforeAKey() throws Exception {
        var run = new FakeRun(small(), InstantSource.system(), false);
        var end = open(run);
        display.awaitText("copy is ready");
        key("enter");
        display.awaitText("running");
        var line = "0123456789 abcdefghijklmnopqrstuvwxyz\n".repeat(40_000);
        for (int i = 0; i < 20; i++) {
            run.prints("copy", line);
        }
        key("?");
        display.awaitText("Run this step");
        key("esc");
        display.await(
                frame -> frame.text().contains("the last ") && frame.text().contains("xyz"));
        key("ctrl-c");
        display.awaitText("Interrupt copy?");
        key("n");
        key("q");
        display.awaitText("Leave while a step runs?");
        key("y");
        assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo(Run.End.NOT_YET);
    }

    @Test
    void aTerminalThatIsGoneIsToldAndNobodyHasLeft() throws Exception {
        var run = new FakeRun(small(), InstantSource.system(), false);
        var end = open(run);
        display.awaitText("copy is ready");
        inputs.accept(new Input.Hangup());
        assertThatThrownBy(() -> end.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(TerminalGone.class);
        assertThat(run.intents()).doesNotContain(new Intent.Leave());
    }

    @Test
    void ctrlZStopsTheProgramAndTheRunGoesOn() throws Exception {
        var run = new FakeRun(small(), InstantSource.system(), false);
        var end = open(run);
        display.awaitText("copy is ready");
        inputs.accept(Key.ctrl('z'));
        key("q");
        end.get(10, TimeUnit.SECONDS);
        assertThat(display.suspensions()).isEqualTo(1);
    }

    @Test
    void aWindowThatShrinksStopsTheCountdownThatNobodySeesAnyMore() throws Exception {
        var plan = Sample.with()
                .phase("Only", Sample.step("flip", "Flip it").hold("Clients reach it.", "git", 0))
                .plan();
        var run = new FakeRun(plan, InstantSource.system(), false);
        run.plays((it, event) -> {
            if (event instanceof Event.HoldSensing) {
                Thread.ofVirtual().start(() -> it.senses("flip"));
            }
        });
        var end = open(run);
        display.awaitText("flip ◆ hold point");
        key("g");
        display.awaitText("enter releases");
        run.take(new Intent.TypePhrase("flip", "git"));
        display.awaitText("any key stops the countdown");
        display.resize(20, 5);
        inputs.accept(new Input.Resized(new Size(20, 5)));
        display.awaitText("needs");
        display.resize(120, 36);
        inputs.accept(new Input.Resized(new Size(120, 36)));
        display.awaitText("enter releases");
        assertThat(run.intents()).endsWith(new Intent.StopCountdown("flip"));
        inputs.accept(new Input.Hangup());
        assertThatThrownBy(() -> end.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(TerminalGone.class);
    }

    @Test
    void aStepWithATerminalKnowsItsSizeBeforeItStartsAndIsAnswered() throws Exception {
        var plan = Sample.with()
                .phase("Only", Sample.step("edit", "Edit it").tty())
                .plan();
        var run = new FakeRun(plan, InstantSource.system(), false);
        var end = open(run);
        display.awaitText("edit is ready");
        key("enter");
        display.awaitText("running");
        run.printed("edit", "asked long ago \u001b[6n", Instant.now().minusSeconds(60));
        display.awaitText("asked long ago");
        assertThat(run.typed()).isEmpty();
        run.prints("edit", "asked now \u001b[6n\u001b[?1h");
        display.awaitText("asked now");
        awaitTyped(run, "\u001b[1;26R");
        key("i");
        key("up");
        awaitTyped(run, "\u001b[1;26R\u001bOA");
        key("ctrl-]");
        assertThat(run.sizes().getFirst()).startsWith("TO_DO ");
        assertThat(run.sizes().stream().filter(it -> it.startsWith("RUNNING")).findFirst())
                .hasValue(run.sizes().getFirst().replace("TO_DO", "RUNNING"));
        key("q");
        display.awaitText("Leave while a step runs?");
        key("y");
        end.get(10, TimeUnit.SECONDS);
    }

    private static void awaitTyped(FakeRun run, String keys) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!run.typed().equals(keys) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(run.typed()).isEqualTo(keys);
    }

    private static Plan small() {
        return Sample.with()
                .phase(
                        "Only",
                        Sample.step("copy", "Copy it"),
                        Sample.step("tell", "Tell everybody").byHand())
                .plan();
    }

    private void key(String name) {
        inputs.accept(Keys.named(name));
    }

    private CompletableFuture<Run.End> open(FakeRun run) {
        run.take(new Intent.SetVariables(Values.NONE));
        var options = new ConsoleOptions(
                new TerminalSetup(Theme.DARK, ColourDepth.TRUE_COLOUR, false, false),
                InstantSource.system(),
                LocalZone.of(ZoneOffset.UTC),
                "true",
                () -> {});
        var end = new CompletableFuture<Run.End>();
        var _ = Thread.ofPlatform().daemon().start(() -> {
            try {
                end.complete(Console.on(display, inputs, run, run, options));
            } catch (InterruptedException | RuntimeException | Error e) {
                end.completeExceptionally(e);
            }
        });
        return end;
    }
}
