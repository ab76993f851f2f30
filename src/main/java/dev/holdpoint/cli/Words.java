package dev.holdpoint.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.jspecify.annotations.Nullable;

/** The words of a command line, read: options by name and operands by place. */
final class Words {
    private final CommandLine line;

    Words(CommandLine line) {
        this.line = line;
    }

    boolean has(String option) {
        return line.hasOption(option);
    }

    /** The option's value; of one given twice the last, null where it is left out. */
    @Nullable
    String value(String option) {
        var all = line.getOptionValues(option);
        return all == null ? null : all[all.length - 1];
    }

    /** @throws Trouble with exit code 2 where it is empty, which would be the folder that one stands in */
    @Nullable
    Path path(String option) {
        var value = value(option);
        if (value != null && value.isBlank()) {
            throw new Trouble(Exit.NOT_VALID, "--" + option + " is empty: name a path, or leave it out");
        }
        return value == null ? null : Path.of(value);
    }

    /** @throws Trouble with exit code 2 for a value that is no NAME=VALUE */
    Map<String, String> pairs(String option) {
        var pairs = new LinkedHashMap<String, String>();
        var all = line.getOptionValues(option);
        for (var pair : all == null ? new String[0] : all) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new Trouble(Exit.NOT_VALID, "--" + option + " takes NAME=VALUE");
            }
            pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return pairs;
    }

    List<String> operands() {
        return line.getArgList();
    }

    /** The operand at a place, which the command's {@link Verb} has made sure of. */
    String operand(int place) {
        return line.getArgList().get(place);
    }

    /** The first operand, where the command does without. */
    @Nullable
    String only() {
        return operands().isEmpty() ? null : operand(0);
    }
}
