package dev.holdpoint.cli;

import dev.holdpoint.pair.Call;
import dev.holdpoint.pair.Meeting;
import dev.holdpoint.pair.RemoteRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A program of its own that knocks at a run, says what it was told, and ends. */
final class Visitor {
    private Visitor() {}

    /** @param args the folder of sockets, the run's id, what to do, and what with */
    public static void main(String[] args) throws IOException {
        System.setOut(new java.io.PrintStream(System.out, true, StandardCharsets.UTF_8));
        var places = new Meeting(Path.of(args[0])).find(args[1]);
        if (places.size() != 1) {
            System.out.println("there are " + places.size() + " runs");
            return;
        }
        try (var call = Call.to(places.getFirst())) {
            visit(call, args);
        } catch (IOException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }

    private static void visit(Call call, String[] args) throws IOException {
        switch (args[2]) {
            case "look" -> {
                var question = call.look(args[3]);
                System.out.println(question.digest());
                question.covers().forEach(System.out::println);
            }
            case "approve" ->
                System.out.println(call.approve(
                        args[3], args.length > 4 ? args[4] : call.look(args[3]).digest()));
            case "attach" -> {
                try (var run = RemoteRun.join(call, AttachCommand::plan, () -> {})) {
                    System.out.println("attached to " + run.follow(NOBODY).id());
                }
            }
            default -> throw new IllegalArgumentException(args[2]);
        }
    }

    private static final dev.holdpoint.run.RunFeed.Listener NOBODY = new dev.holdpoint.run.RunFeed.Listener() {
        @Override
        public void changed(dev.holdpoint.run.Run run, java.util.List<dev.holdpoint.run.Event> events) {}

        @Override
        public void moved(String step) {}
    };
}
