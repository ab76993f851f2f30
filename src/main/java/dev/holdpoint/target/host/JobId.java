package dev.holdpoint.target.host;

import dev.holdpoint.target.TargetProblem;
import java.util.regex.Pattern;

/**
 * The name of a job on its host, and of its directory. Whoever starts a job under a name that is taken attaches to it.
 *
 * @param value lower case letters, digits, dots, dashes and underscores; at most 200
 */
public record JobId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,199}");

    public JobId {
        if (!FORM.matcher(value).matches()) {
            throw new TargetProblem("a job cannot be called '" + value
                    + "': use at most 200 lower case letters, digits, dots and dashes");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
