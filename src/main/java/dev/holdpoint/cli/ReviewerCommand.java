package dev.holdpoint.cli;

import dev.holdpoint.pair.QrText;
import dev.holdpoint.pair.ReviewerFile;
import dev.holdpoint.pair.Reviewers;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdpoint reviewer add NAME}: names who may approve. */
@Command(
        name = "reviewer",
        description = "Names who may approve hold points; for root.",
        subcommands = ReviewerCommand.Add.class)
final class ReviewerCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new Trouble(Exit.NOT_VALID, "write holdpoint reviewer add NAME");
    }

    @Command(
            name = "add",
            description = "Names a reviewer, makes a seed for the codes that they speak, and shows it to their phone.")
    static final class Add implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "NAME", description = "Their user on this machine, where they have one.")
        private String name = "";

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "The reviewers; /etc/holdpoint/reviewers where left out.")
        private Path file = Reviewers.USUAL;

        @Override
        public Integer call() throws IOException {
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
}
