package dev.holdpoint.run;

import dev.holdpoint.step.Evidence;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an approval is about: the step as resolved, every value that it is handed, and what its checks said. Not what they measured: a
 * number of milliseconds is another one at every look. Of secrets only the names, for a digest of a short secret gives it away.
 */
final class Coverage {
    private static final String PHRASE = "phrase  ";
    private static final String VALUE = "value   ";
    private static final String SECRET = "secret  ";

    private Coverage() {}

    /** @param resolved what the step would do and how it would be taken back, as the kind tells it */
    static List<String> of(Run run, Plan.Stop stop, List<String> resolved, List<Evidence> evidence) {
        var lines = new ArrayList<String>();
        var back = run.status(stop).gate().back();
        lines.add((back == null ? "step    " : "undo    ") + stop.id() + " · "
                + stop.step().title());
        if (back != null) {
            lines.add("because " + back.reason());
        }
        resolved.forEach(it -> lines.add("does    " + it));
        lines.addAll(values(run, stop));
        evidence.forEach(it -> lines.add((it.green() ? "✔       " : "✘       ") + it.label()));
        return List.copyOf(lines);
    }

    /** The part that may change without a look at the checks. */
    static List<String> values(Run run, Plan.Stop stop) {
        var lines = new ArrayList<String>();
        lines.add(PHRASE + Gates.phrase(run, stop));
        new TreeMap<>(stop.step().scope(run.values()).open())
                .forEach((name, value) -> lines.add(VALUE + name + " = " + value));
        new TreeSet<>(run.secrets()).forEach(name -> lines.add(SECRET + name));
        return List.copyOf(lines);
    }

    static List<String> values(List<String> covers) {
        return covers.stream()
                .filter(it -> it.startsWith(PHRASE) || it.startsWith(VALUE) || it.startsWith(SECRET))
                .toList();
    }

    /** SHA-256 over the lines, each with its length before it: no two lists have the same bytes. */
    static String digest(List<String> covers) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            for (var line : covers) {
                sha.update((line.length() + ":" + line).getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The first thing that differs, in words. */
    static String difference(List<String> before, List<String> after) {
        var gone = before.stream().filter(it -> !after.contains(it)).findFirst();
        var come = after.stream().filter(it -> !before.contains(it)).findFirst();
        if (gone.isPresent() && come.isPresent()) {
            return "“" + words(gone.get()) + "” is “" + words(come.get()) + "” now";
        }
        return gone.map(it -> "“" + words(it) + "” is gone")
                .or(() -> come.map(it -> "“" + words(it) + "” is new"))
                .orElse("its order is another");
    }

    private static String words(String line) {
        return line.replaceAll("\\s+", " ");
    }
}
