package dev.holdpoint.cli;

import dev.holdpoint.pair.Call;
import java.io.IOException;
import java.util.concurrent.Callable;

/** {@code holdpoint approve RUN STEP}: shows what an approval would be about, asks, and gives it. */
final class ApproveCommand implements Callable<Integer> {
    static final Verb VERB = Verb.of(
                    "approve", "Approves a hold point of a run that somebody else drives.", ApproveCommand::new)
            .operands("RUN STEP", 2, 2)
            .with(Calling.OPTIONS);

    private final Calling calling;
    private final String step;

    ApproveCommand(Words words) {
        calling = new Calling(words);
        step = words.operand(1);
    }

    @Override
    public Integer call() throws IOException {
        var terminal = System.console();
        if (terminal == null || !terminal.isTerminal()) {
            throw new Trouble(Exit.NOT_VALID, "needs a terminal: nobody approves from a pipe");
        }
        try (var call = calling.call()) {
            var question = call.look(step);
            if (question.covers().isEmpty()) {
                throw new Trouble(
                        Exit.STOPPED,
                        "the gate of " + step + " has not asked yet: " + question.driver() + " opens it first");
            }
            show(question);
            var said = terminal.readLine("Approve this? Type yes: ");
            if (said == null || !said.strip().equals("yes")) {
                System.out.println("Nothing was approved.");
                return Exit.STOPPED;
            }
            System.out.println(Safe.line(call.approve(step, question.digest())) + ".");
            return Exit.DONE;
        } catch (Call.Refused refused) {
            throw new Trouble(Exit.FAILED, String.valueOf(refused.getMessage()));
        }
    }

    private void show(Call.Question question) {
        System.out.println(Safe.line(
                question.checklist() + ", driven by " + question.driver() + "; you are " + question.you() + "."));
        System.out.println(Safe.line(step + " asks for " + question.number()
                + (question.number() == 1 ? " approval" : " approvals")
                + (question.given().isEmpty() ? "." : "; given by " + String.join(", ", question.given()) + ".")));
        System.out.println();
        question.covers().forEach(line -> System.out.println("  " + Safe.line(line)));
        System.out.println();
    }
}
