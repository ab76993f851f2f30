package dev.holdpoint.step.file;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Hidden;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What differs between two texts, as a unified diff with the ends of lines left out. */
final class Changes {
    private static final int CONTEXT = 3;
    /** Changed lines and their length in one sentence. */
    private static final int BRIEF = 4;

    private static final int WIDTH = 100;

    private final String file;
    private final List<String> before;
    private final Patch<String> patch;
    private final int context;

    /** @param format of env and ini no lines around a change are shown: they say nothing of where it is, and may be secrets */
    Changes(String file, Optional<EditFormat> format, String before, String after) {
        this.file = file.replace("\n", "\\n");
        this.before = Hushed.of(lines(before));
        this.patch = hushed(DiffUtils.diff(lines(before), lines(after)), Hushed.of(lines(after)));
        this.context = format.filter(it -> it == EditFormat.ENV || it == EditFormat.INI)
                        .isPresent()
                ? 0
                : CONTEXT;
    }

    /** What differs stays so, also where it looks the same then. */
    private Patch<String> hushed(Patch<String> whole, List<String> after) {
        var hushed = new Patch<String>();
        for (var delta : whole.getDeltas()) {
            hushed.addDelta(new ChangeDelta<>(part(delta.getSource(), before), part(delta.getTarget(), after)));
        }
        return hushed;
    }

    private static Chunk<String> part(Chunk<String> chunk, List<String> of) {
        return new Chunk<>(chunk.getPosition(), of.subList(chunk.getPosition(), chunk.getPosition() + chunk.size()));
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
        var shown = line.replace("\r", "");
        return shown.length() <= WIDTH ? shown : shown.substring(0, WIDTH - 1) + "…";
    }

    /** The diff; secrets as dots. */
    List<String> lines(Values values) {
        return unified(context).stream()
                .map(it -> Hidden.secretsOf(values, it).replace("\r", ""))
                .toList();
    }

    private List<String> unified(int context) {
        return none() ? List.of() : UnifiedDiffUtils.generateUnifiedDiff(file, file, before, patch, context);
    }
}
