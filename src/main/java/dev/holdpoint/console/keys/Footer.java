package dev.holdpoint.console.keys;

import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Looking.Page;
import dev.holdpoint.operator.Command;
import dev.holdpoint.run.Rollback;
import dev.holdpoint.run.StepState;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** The keys that work now. */
public final class Footer {
    /**
     * A key and what it does here.
     *
     * @param rank 1 is kept longest where the row is short
     */
    public record Item(String key, String label, int rank) {}

    /** How much is seen of the step beside the checklist, or of that beside the step. */
    public enum Seen {
        ALL,
        LITTLE,
        NOTHING
    }

    /** Said by another key already, where that one works too. */
    private static final EnumSet<Command> QUIET = EnumSet.of(Command.RETRY, Command.GATE);

    /** Left out first. */
    private static final int LEAST = 9;

    private static final String BY_HAND = "taken back by hand";

    private static final List<Command> FORWARD_FIRST =
            List.of(Command.RUN, Command.MARK_DONE, Command.MARK_FAILED, Command.SKIP, Command.UNDO, Command.NOTE);

    private static final List<Command> BACK_FIRST =
            List.of(Command.UNDO, Command.MARK_DONE, Command.MARK_FAILED, Command.RUN, Command.SKIP, Command.NOTE);

    private Footer() {}

    /**
     * For the main screen.
     *
     * @param seen how much there is of the pane that does not have the keys
     */
    public static List<Item> main(Looking at, Seen seen) {
        var items = new ArrayList<Item>();
        for (var binding : Keymap.footer(at.search().active())) {
            if (!QUIET.contains(binding.command())
                    && Permits.refusal(binding.command(), at).isEmpty()) {
                items.add(
                        binding.command() == Command.TURN
                                ? turn(at, seen, binding)
                                : new Item(binding.key(), label(binding.command(), at), rank(binding, at)));
            }
        }
        return items;
    }

    /** Whether the footer of a main screen offers the key that runs on: to ask the rules once more would be a third of a frame. */
    public static boolean runsOn(List<Item> main) {
        var key = Keymap.firstKeyOf(Command.RUN_ON);
        return main.stream().anyMatch(it -> it.key().equals(key));
    }

    /** What is to be done, or why it has failed, stands where only this key leads to. */
    private static Item turn(Looking at, Seen seen, Binding binding) {
        if (seen == Seen.ALL) {
            return new Item(binding.key(), binding.command().label(), binding.footer());
        }
        boolean checklist = at.page() == Page.CHECKLIST;
        var status = at.selectedStatus();
        boolean matters = seen == Seen.NOTHING || (status != null && status.state() == StepState.FAILED);
        return new Item(
                binding.key(), checklist ? "the step" : "checklist", checklist && matters ? 1 : binding.footer());
    }

    /** An unknown outcome has two answers, and a failed undo three: none of them is left out. */
    private static int rank(Binding binding, Looking at) {
        var status = at.selectedStatus();
        boolean unknown = status != null && status.state() == StepState.UNKNOWN;
        return switch (binding.command()) {
            case MARK_DONE -> unknown || halted(at) ? 1 : binding.footer();
            case SKIP -> halted(at) ? 1 : binding.footer();
            case UNDO -> undoFailed(at) ? 1 : binding.footer();
            case MARK_FAILED -> undoFailed(at) ? LEAST : binding.footer();
            // What it has printed is where the reason stands.
            case PAGER -> status != null && status.state() == StepState.FAILED && !halted(at) ? 1 : binding.footer();
            // Nothing else leads back to the checklist.
            case ZOOM -> at.zoomed() ? 1 : binding.footer();
            default -> binding.footer();
        };
    }

    /** What can be done about a failed step or one whose outcome nobody knows. */
    public static List<Item> about(Looking at) {
        return (undoFailed(at) ? BACK_FIRST : FORWARD_FIRST)
                .stream()
                        .filter(it -> Permits.refusal(it, at).isEmpty())
                        .map(it ->
                                new Item(Keymap.firstKeyOf(it == Command.RUN ? Command.RETRY : it), label(it, at), 1))
                        .toList();
    }

    /** For a gate where no phrase is typed. */
    public static List<Item> gate(Looking at) {
        return Keymap.gateFooter().stream()
                .filter(it -> Permits.refusal(it.command(), at).isEmpty())
                .map(it -> new Item(
                        it.key(),
                        it.command() == Command.CLOSE ? "leave" : it.command().label(),
                        it.footer()))
                .toList();
    }

    /** What the command does on the row under the cursor. */
    private static String label(Command command, Looking at) {
        if (at.run().rollback().bars()) {
            return back(command, at);
        }
        return switch (command) {
            case RUN -> run(at);
            case ZOOM -> at.zoomed() ? "back" : command.label();
            case UNDO -> undoFailed(at) ? "undo again" : command.label();
            case MARK_DONE -> undoFailed(at) ? BY_HAND : command.label();
            case MARK_FAILED -> undoFailed(at) ? "not taken back" : command.label();
            default -> command.label();
        };
    }

    /** What the same keys do while the run goes back. */
    private static String back(Command command, Looking at) {
        var status = at.selectedStatus();
        return switch (command) {
            case RUN_ON -> at.run().rollback().stage() == Rollback.Stage.PROVING ? "prove again" : "go on back";
            case STOP_RUN_ON -> "halt here";
            case SKIP -> "go on without it";
            case MARK_DONE -> status != null && status.state() == StepState.UNKNOWN ? command.label() : BY_HAND;
            case UNDO -> undoFailed(at) ? "undo again" : command.label();
            case ZOOM -> at.zoomed() ? "back" : command.label();
            case RUN -> run(at);
            default -> command.label();
        };
    }

    /** The way back waits for a word about this step. */
    private static boolean halted(Looking at) {
        return at.run().rollback().bars() && undoFailed(at);
    }

    private static boolean undoFailed(Looking at) {
        var status = at.selectedStatus();
        return status != null && status.undoFailed();
    }

    private static String run(Looking at) {
        var stop = at.selected();
        if (at.valuesMissing()) {
            return at.secretsMissing() ? "give the secrets" : "give the values";
        }
        if (stop == null) {
            return at.rows().folded(at.selectedPhase()) ? "unfold" : "fold";
        }
        if (stop.isHold()) {
            return undoFailed(at) ? "open gate, forward again" : "open gate";
        }
        var failed = at.run().status(stop).state() == StepState.FAILED;
        return failed
                ? undoFailed(at) ? "run forward again" : "retry"
                : stop.traits().byHand() ? "begin" : stop.traits().looks() ? "check" : "run";
    }
}
