package dev.holdpoint.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import org.apache.commons.cli.help.HelpFormatter;
import org.apache.commons.cli.help.TextHelpAppendable;

/**
 * One command of the command line: which words it takes and who carries it out.
 *
 * @param usage its operands as the usage line shows them: {@code FILE}, {@code [RUN]}, {@code FILE...}
 * @param least how many operands it needs
 * @param most how many it takes
 * @param hidden left out of the list of commands
 */
record Verb(
        String name,
        String says,
        String usage,
        int least,
        int most,
        List<Option> options,
        Function<Words, Callable<Integer>> made,
        boolean hidden) {
    private static final int WIDTH = 100;
    private static final Option HELP = Option.builder("h")
            .longOpt("help")
            .desc("Shows this help message and exits.")
            .get();

    static Verb of(String name, String says, Function<Words, Callable<Integer>> made) {
        return new Verb(name, says, "", 0, 0, List.of(), made, false);
    }

    Verb operands(String shown, int fewest, int atMost) {
        return new Verb(name, says, shown, fewest, atMost, options, made, hidden);
    }

    Verb with(List<Option> more) {
        var all = new ArrayList<>(options);
        all.addAll(more);
        return new Verb(name, says, usage, least, most, all, made, hidden);
    }

    Verb out() {
        return new Verb(name, says, usage, least, most, options, made, true);
    }

    /** An option that takes a value. */
    static Option taking(String name, String value, String says) {
        return Option.builder().longOpt(name).hasArg().argName(value).desc(says).get();
    }

    /** An option that is there or not. */
    static Option flag(String name, String says) {
        return Option.builder().longOpt(name).desc(says).get();
    }

    /** @throws Trouble with exit code 2 and what is wrong with the words */
    int call(String... words) throws Exception {
        var read = read(words);
        if (read.has("help")) {
            System.out.print(help());
            return Exit.DONE;
        }
        int given = read.operands().size();
        if (given < least) {
            throw wrong("it takes " + usage);
        }
        if (given > most) {
            throw wrong("it does not take " + read.operands().get(most));
        }
        return made.apply(read).call();
    }

    private Words read(String... words) {
        var parser = DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get();
        try {
            return new Words(parser.parse(all(), words));
        } catch (UnrecognizedOptionException e) {
            throw wrong("it has no option " + e.getOption());
        } catch (ParseException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Trouble wrong(String what) {
        return new Trouble(Exit.NOT_VALID, name + ": " + what + "; see holdpoint " + name + " --help");
    }

    private Options all() {
        var all = new Options();
        options.forEach(all::addOption);
        all.addOption(HELP);
        return all;
    }

    private String help() throws IOException {
        var shown = new Options();
        all().getOptions().stream().filter(it -> it.getDescription() != null).forEach(shown::addOption);
        var text = new StringBuilder();
        var wide = new TextHelpAppendable(text);
        wide.setMaxWidth(WIDTH);
        HelpFormatter.builder()
                .setHelpAppendable(wide)
                .setShowSince(false)
                .get()
                .printHelp(("holdpoint " + name + " [options] " + usage).strip(), says, shown, "", false);
        return text.toString();
    }

    /** The list of commands. */
    static String overview(List<Verb> verbs) {
        return verbs.stream()
                .filter(it -> !it.hidden())
                .map(it -> "  %-10s %s%n".formatted(it.name(), it.says()))
                .collect(Collectors.joining(
                        "",
                        "Usage: holdpoint COMMAND ...%nWalks an operator through a migration, step by step.%n%n"
                                .formatted(),
                        "%nholdpoint COMMAND --help tells more of one.%n".formatted()));
    }
}
