package dev.holdpoint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Loader;
import dev.holdpoint.checklist.Trouble;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of a red gate, before anything has failed. */
class GateTroublesTest {
    private static final String CHECKLIST = """
            checklist: Test
            phases:
              - phase: One
                steps:
                  - step: flip
                    title: Flip
                    shell: flip
                    hold: { because: it is far, type: go, checks: [{ shell: "ping new" }] }
                    @UNDO@
                    troubles:
                      - @WHEN@
                        say: Its address has changed.
                        steps: [{ step: address, title: The address, shell: ip a }]
            troubles:
              - when: connection (refused|reset)
                say: The network is bad.
            """;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Plan plan;

    @SuppressWarnings("NullAway.Init")
    private Walk walk;

    private void beforeTheFlip() throws IOException {
        beforeTheFlip("undo: [{ shell: flip back }]", "when: no route to host");
    }

    private void beforeTheFlip(String undo, String when) throws IOException {
        var file = Files.writeString(
                folder.resolve("flip.yml"), CHECKLIST.replace("@UNDO@", undo).replace("@WHEN@", when));
        var loaded = Loader.load(file, Registry.ofAll());
        assertThat(loaded.problems()).isEmpty();
        plan = new Planner(Registry.ofAll()).plan(loaded.checklist().orElseThrow(), Map.of());
        walk = Walk.of(plan);
    }

    private StepState state(String step) {
        return walk.run().status(step).state();
    }

    private static void armUntilSomethingIsKnown(Conductor conductor) {
        conductor.want(new Intent.ArmHold("flip")).join();
        Workshop.awaitRun(
                conductor,
                "what is known",
                run -> !Mending.found(run, run.plan().stop("flip")).isEmpty());
    }

    @Test
    void theLookAtARedGateIsTheProgramsOwn() throws IOException {
        beforeTheFlip();
        var shop = new Workshop();
        shop.look = () -> Evidence.red("the new host", "ssh: connect to host new: no route to host", walk.now());
        try (var conductor = shop.conductor(walk)) {
            armUntilSomethingIsKnown(conductor);
            assertThat(conductor.run().status("flip").state()).isEqualTo(StepState.TO_DO);
        }
    }

    /** What keeps a gate locked is mended as a failure is, before anything has failed. */
    @Test
    void aRedGateIsLookedOverToo() throws IOException {
        beforeTheFlip();
        walk.does(new Intent.ArmHold("flip"));
        walk.hears(new Signal.HoldSensed(
                "flip", List.of(Evidence.red("the address", "no route to host", walk.now())), walk.now()));
        walk.hears(new Signal.TroublesSeen("flip", 0, List.of("flip.trouble-1")));
        assertThat(Mending.below(walk.run(), plan.stop("flip")).stream().map(Plan.Stop::id))
                .containsExactly("flip.trouble-1.address");
        walk.starts("flip.trouble-1.address");
        assertThat(walk.refusal(new Intent.ArmHold("flip")))
                .isEqualTo("flip.trouble-1.address is running, which mends it");
        walk.done("flip.trouble-1.address").does(new Intent.ArmHold("flip"));
        assertThat(Mending.found(walk.run(), plan.stop("flip"))).hasSize(1);
        walk.hears(
                new Signal.HoldSensed("flip", List.of(Evidence.green("the address", "fine", walk.now())), walk.now()));
        assertThat(walk.run().status("flip").gate()).isInstanceOf(Gate.Armed.class);
        assertThat(Mending.found(walk.run(), plan.stop("flip"))).isEmpty();
        walk.hears(new Signal.TroublesSeen("flip", 0, List.of("flip.trouble-1")));
        assertThat(Mending.found(walk.run(), plan.stop("flip"))).isEmpty();
    }

    /** A failure is of one attempt, but the same gate is red of one thing now and of another later. */
    @Test
    void aGateThatIsRedOfSomethingElseHasItsTroubles() throws IOException {
        beforeTheFlip();
        redGate();
        atTheGate("flip.trouble-1");
        assertThat(state("flip.trouble-1.address")).isEqualTo(StepState.TO_DO);
        redGate();
        atTheGate("trouble-1");
        assertThat(known()).containsExactly("The network is bad.");
        assertThat(state("flip.trouble-1.address")).isEqualTo(StepState.NOT_APPLICABLE);
        redGate();
        atTheGate();
        assertThat(known()).isEmpty();

        redGate();
        atTheGate("flip.trouble-1");
        walk.starts("flip.trouble-1.address");
        atTheGate("trouble-1");
        assertThat(known()).as("it is being mended").containsExactly("Its address has changed.");
    }

    private void redGate() {
        walk.does(new Intent.ArmHold("flip"));
        walk.hears(new Signal.HoldSensed(
                "flip", List.of(Evidence.red("the address", "it is red", walk.now())), walk.now()));
    }

    private void atTheGate(String... troubles) {
        walk.hears(new Signal.TroublesSeen("flip", 0, List.of(troubles)));
    }

    private List<String> known() {
        return Mending.found(walk.run(), plan.stop("flip")).stream()
                .map(Trouble::say)
                .toList();
    }

    /** "They may write already" would be wrong before it has begun. */
    @Test
    void whatIsSaidOfTheFailureOfAPointOfNoReturnIsNotSaidOfItsGate() throws IOException {
        beforeTheFlip("undo: { none: true, because: it is far }", "when: .");
        var shop = new Workshop();
        shop.look = () -> Evidence.red("the new host", "connection refused", walk.now());
        try (var conductor = shop.conductor(walk)) {
            armUntilSomethingIsKnown(conductor);
            assertThat(Mending.found(conductor.run(), plan.stop("flip")))
                    .extracting(Trouble::say)
                    .containsExactly("The network is bad.");
        }
    }
}
