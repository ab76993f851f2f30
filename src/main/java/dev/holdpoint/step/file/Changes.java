package dev.holdpoint.step.file;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Hidden;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What differs between two texts, as a unified diff with the ends of lines left out. */
final class Changes {
    private static final int CONTEXT = 3;
    /** Changed lines and their length in one sentence. */
    private static final int BRIEF = 4;

    private static final int WIDTH = 100;

    /** The file's own secrets are not known to us, but lines around a change are shown: what is called one is not. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i)([+\\- ]?[^:=]*(?:passw|secret|token|credential|private|api.?key|_key\\b)[^:=]*[:=]\\s*)\\S.*");

    private final String file;
    private final List<String> before;
    private final Patch<String> patch;

    Changes(String file, String before, String after) {
        this.file = file.replace("\n", "\\n");
        this.before = lines(before);
        this.patch = DiffUtils.diff(this.before, lines(after));
    }

    private static List<String> lines(String text) {
        return Arrays.asList(text.split("\n", -1));
    }

    boolean none() {
        return patch.getDeltas().isEmpty();
    }

    /** "2 lines of /etc/x change" */
    String says() {
        int lines = patch.getDeltas().stream()
                .mapToInt(it -> Math.max(it.getSource().size(), it.getTarget().size()))
                .sum();
        return (lines == 1 ? "1 line of " : lines + " lines of ") + file + (lines == 1 ? " changes" : " change");
    }

    /** The first changed lines, in one. */
    String brief() {
        var changed =
                unified(0).stream().skip(2).filter(it -> !it.startsWith("@@")).toList();
        return changed.stream().limit(BRIEF).map(Changes::shortened).collect(Collectors.joining("; "))
                + (changed.size() > BRIEF ? "; …" : "");
    }

    private static String shortened(String line) {
        var shown = hushed(line).replace("\r", "");
        return shown.length() <= WIDTH ? shown : shown.substring(0, WIDTH - 1) + "…";
    }

    /** The diff; secrets as dots. */
    List<String> lines(Values values) {
        return unified(CONTEXT).stream()
                .map(it -> Hidden.secretsOf(values, hushed(it)).replace("\r", ""))
                .toList();
    }

    private List<String> unified(int context) {
        return none() ? List.of() : UnifiedDiffUtils.generateUnifiedDiff(file, file, before, patch, context);
    }

    private static String hushed(String line) {
        return SECRET.matcher(line).replaceFirst("$1" + Values.MASK);
    }
}
