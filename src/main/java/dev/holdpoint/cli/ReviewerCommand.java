package dev.holdpoint.cli;

import dev.holdpoint.pair.QrText;
import dev.holdpoint.pair.ReviewerFile;
import dev.holdpoint.pair.Reviewers;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code holdpoint reviewer add NAME}: names who may approve. */
final class ReviewerCommand implements Callable<Integer> {
    static final Verb VERB = Verb.of(
                    "reviewer",
                    "Names who may approve hold points; for root. Makes a seed for the codes that they speak, and shows it to"
                            + " their phone. NAME is their user on this machine, where they have one.",
                    ReviewerCommand::new)
            .operands("add NAME", 2, 2)
            .with(List.of(
                    Verb.taking("file", "FILE", "The file that names them; /etc/holdpoint/reviewers where left out.")));

    private final String verb;
    private final String name;
    private final Path file;

    ReviewerCommand(Words words) {
        verb = words.operand(0);
        name = words.operand(1);
        var asked = words.path("file");
        file = asked == null ? Reviewers.USUAL : asked;
    }

    @Override
    public Integer call() throws IOException {
        if (!verb.equals("add")) {
            throw new Trouble(Exit.NOT_VALID, "write holdpoint reviewer add NAME");
        }
        var uri = add();
        QrText.lines(uri).forEach(System.out::println);
        System.out.println();
        System.out.println(Safe.line(name + " may approve. Let " + name
                + " read this with an authenticator now, in nobody else's sight; it is not shown again."));
        System.out.println(Safe.line("By hand: " + uri));
        return Exit.DONE;
    }

    private String add() throws IOException {
        try {
            return ReviewerFile.add(file, name);
        } catch (AccessDeniedException e) {
            throw new Trouble(Exit.FAILED, "only root writes " + file + ": sudo holdpoint reviewer add " + name);
        } catch (IllegalArgumentException e) {
            throw new Trouble(Exit.NOT_VALID, String.valueOf(e.getMessage()));
        }
    }
}
