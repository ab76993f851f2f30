package dev.holdpoint.cli;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.pair.Meeting;
import dev.holdpoint.pair.Reviewers;
import dev.holdpoint.run.Gate;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.RunControl;
import dev.holdpoint.run.RunFeed;
import dev.holdpoint.run.StepState;
import dev.holdpoint.step.Registry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A program of its own that drives a run as it is told, a word on each line, and says how the gate of {@code flip} stands after each. */
final class Chauffeur {
    private Chauffeur() {}

    /** @param args the state folder, the checklist, the reviewers' file, and the folder of sockets */
    public static void main(String[] args) throws Exception {
        System.setOut(new java.io.PrintStream(System.out, true, StandardCharsets.UTF_8));
        var state = Path.of(args[0]);
        var file = Path.of(args[1]);
        var registry = Registry.ofAll();
        var checklist = Checklists.read(file, registry, System.err);
        var paths = RunFolder.make(state, file, checklist);
        var company = new Pairing.Company(new Reviewers(Path.of(args[2])), new Meeting(Path.of(args[3])));
        new Drive(state, registry, (feed, control) -> drive(paths.id(), company, feed, control), company)
                .begin(paths, checklist, state, Map.of(), false);
        System.exit(0);
    }

    private static void drive(String run, Pairing.Company company, RunFeed feed, RunControl control)
            throws IOException, InterruptedException {
        var robot = new Robot(feed, control);
        robot.does(new Intent.SetVariables(Values.NONE.with("host", "old", false)));
        while (company.meeting().find(run).isEmpty()) {
            Thread.onSpinWait();
        }
        System.out.println(run);
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var words = line.split(" ", 2);
            switch (words[0]) {
                case "arm" -> {
                    robot.does(new Intent.ArmHold("flip"));
                    robot.await("a look", it -> !(it.status("flip").gate() instanceof Gate.Sensing));
                }
                case "type" -> robot.does(new Intent.TypePhrase("flip", "go"));
                case "host" -> robot.does(new Intent.SetVariables(Values.NONE.with("host", words[1], false)));
                case "done" -> robot.awaits("flip", StepState.DONE);
                default -> {}
            }
            var now = robot.await("a run", it -> true);
            var stop = now.plan().stop("flip");
            System.out.println(now.status(stop).gate().getClass().getSimpleName() + " "
                    + now.approvals(stop).given().stream().map(it -> it.by()).toList() + " "
                    + now.approvals(stop).voided());
        }
    }
}
