package dev.holdpoint.step.file;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Script;
import dev.holdpoint.step.SideBySide;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.host.Scripts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a tree holds, as a sorted file on its own host: for each path a line with its properties and one with its checksum. Only figures
 * and, where two differ, pieces of it come here, so that a tree of any size costs nothing.
 */
final class Manifest {
    static final char DIVIDES = '\037';

    /** In a name for a line's end, which it may hold. */
    static final char NEWLINE = '\001';

    static final int PIECE = 45_000;

    private static final String TAKE = Scripts.load(Manifest.class, "tree.sh");

    private static final String PART = """
            LC_ALL=C; export LC_ALL
            if [ "$what" = sum ]; then head -c "$at" < "$folder/all" | sha256sum
            else tail -c "+$((at + 1))" < "$folder/all" | head -c "$piece" | base64 | tr -d '\\n'; fi""";

    private static final String REMOVE = """
            case $seen in */holdpoint-seen.*) rm -rf -- "$seen" ;; esac
            rm -rf -- ${folder:+"$folder"}""";

    /** All that a look has to say: what is empty on both sides would be the same. */
    private static final Map<String, Pattern> WHOLE = Map.of(
            "hp_folder", Pattern.compile("/.+"),
            "hp_sum", Pattern.compile("[0-9a-f]{64}"),
            "hp_files", Pattern.compile("\\d+"),
            "hp_bytes", Pattern.compile("\\d+"),
            "hp_size", Pattern.compile("\\d+"));

    /** Both trees, looked at side by side. */
    record Two(Manifest source, Manifest target) implements AutoCloseable {
        static Two of(Attempt attempt, FilesSame.Spec spec) {
            return new Two(
                    new Manifest(attempt, spec, Location.of(spec.source())),
                    new Manifest(attempt, spec, Location.of(spec.target())));
        }

        void take() throws InterruptedException {
            SideBySide.all(List.of(source::take, target::take));
        }

        boolean same() {
            return source.get("hp_sum").equals(target.get("hp_sum"));
        }

        String says() {
            return source.says() + "; " + target.says();
        }

        /** What was read on each of them where some was remembered. */
        List<String> read() {
            return Stream.of(source.read(), target.read())
                    .flatMap(Optional::stream)
                    .toList();
        }

        /** Since when the longest remembered is known; empty where nothing is. */
        Optional<Instant> before() {
            return Stream.of(source.before(), target.before())
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder());
        }

        String kept() {
            return source.kept() + ", " + target.kept();
        }

        void forget() {
            source.forget();
            target.forget();
        }

        @Override
        public void close() throws InterruptedException {
            SideBySide.all(List.of(source::closed, target::closed));
        }
    }

    private final Attempt attempt;
    private final FilesSame.Spec spec;
    private final Location place;
    private volatile Map<String, String> found = Map.of();
    private final Optional<Remembered> remembered;
    private boolean forgets;

    Manifest(Attempt attempt, FilesSame.Spec spec, Location place) {
        this.attempt = attempt;
        this.spec = spec;
        this.place = place;
        this.remembered = Remembered.of(attempt, place);
    }

    /** Looks. In a first pass what is read is remembered; in a final one what was remembered is not read again where it has not changed. */
    private boolean take() throws InterruptedException {
        var began = attempt.clock().instant();
        var captured = attempt.capture(place.host(), Script.of(TAKE, environment()));
        var said = new HashMap<String, String>();
        captured.output().lines().filter(it -> it.startsWith("hp_")).forEach(it -> {
            int at = it.indexOf('=');
            said.put(it.substring(0, Math.max(at, 0)), it.substring(at + 1));
        });
        found = Map.copyOf(said);
        if (said.containsKey("hp_problem")) {
            throw new TargetProblem(place + ": " + said.get("hp_problem"));
        }
        if (!WHOLE.entrySet().stream()
                .allMatch(it -> it.getValue()
                        .matcher(said.getOrDefault(it.getKey(), ""))
                        .matches())) {
            throw new TargetProblem(place + ": the host does not say what is there"
                    + (captured.ended() instanceof Ended.Lost(String reason)
                            ? ": " + reason
                            : captured.output()
                                    .strip()
                                    .lines()
                                    .reduce((_, it) -> it)
                                    .map(it -> ": " + it)
                                    .orElse("")));
        }
        if (spec.first()) {
            remember(began);
        }
        return true;
    }

    private Map<String, String> environment() {
        return Map.ofEntries(
                Map.entry("path", place.bare()),
                Map.entry("exclude", Excluding.regexes(spec.exclude())),
                Map.entry("checksums", spec.checksums() ? "yes" : "no"),
                Map.entry("owners", spec.owners() ? "yes" : "no"),
                Map.entry("divides", String.valueOf(DIVIDES)),
                Map.entry("remember", spec.first() ? "yes" : "no"),
                Map.entry("forget", spec.first() ? folder() : ""),
                Map.entry("seen", spec.believes() ? folder() : ""),
                Map.entry("seen_sum", remembered.map(Remembered::sum).orElse("")),
                Map.entry("seen_on", remembered.map(Remembered::on).orElse("")));
    }

    private String folder() {
        return remembered.map(Remembered::folder).orElse("");
    }

    private void remember(Instant began) {
        Remembered.forget(attempt, place);
        if (!get("hp_seen").isEmpty()) {
            new Remembered(get("hp_seen"), get("hp_seen_sum"), get("hp_seen_on"), began).keep(attempt, place);
        }
    }

    /** Nothing of what was remembered is needed any more. */
    private void forget() {
        forgets = true;
        Remembered.forget(attempt, place);
    }

    private String get(String what) {
        return found.getOrDefault(what, "");
    }

    Location place() {
        return place;
    }

    long size() {
        return Long.parseLong(get("hp_size").strip());
    }

    /** "old: 214 files, 3.1 GB" */
    String says() {
        return place.host() + ": " + get("hp_files") + " files, " + Size.words(Long.parseLong(get("hp_bytes")));
    }

    /** The checksum of its first bytes. */
    String sumUpTo(long bytes) throws InterruptedException {
        return part("sum", bytes).strip();
    }

    /** A piece of it, a sign for each byte; empty at its end. */
    String piece(long at) throws InterruptedException {
        return new String(Base64.getDecoder().decode(part("piece", at).strip()), StandardCharsets.ISO_8859_1);
    }

    private String part(String what, long at) throws InterruptedException {
        var captured = attempt.capture(
                place.host(),
                Script.of(
                        PART,
                        Map.of(
                                "what", what,
                                "at", Long.toString(at),
                                "piece", Integer.toString(PIECE),
                                "folder", get("hp_folder"))));
        if (!captured.ended().fine()) {
            throw new TargetProblem(place + ": what was found there cannot be read any more");
        }
        return captured.output();
    }

    /** "4 of 200 on old": what was read, where some was remembered. */
    private Optional<String> read() {
        var why = get("hp_anew");
        return remembered
                .filter(_ -> spec.believes())
                .map(_ -> (why.isEmpty() ? get("hp_read") + " of " + get("hp_files") : "all") + " on " + place.host()
                        + (why.isEmpty() ? "" : ", since what was remembered there is of no use: " + why));
    }

    /** When what was not read now was read; empty where all was. */
    private Optional<Instant> before() {
        return remembered
                .filter(_ -> spec.believes() && get("hp_anew").isEmpty())
                .map(Remembered::at);
    }

    /** "198 on old": how many files are remembered. */
    private String kept() {
        return (get("hp_seen").isEmpty() ? "none" : get("hp_seen_files")) + " on " + place.host();
    }

    private boolean closed() throws InterruptedException {
        var seen = forgets ? folder() : "";
        if (!get("hp_folder").isEmpty() || !seen.isEmpty()) {
            var remove = Script.of(REMOVE, Map.of("folder", get("hp_folder"), "seen", seen));
            try {
                attempt.capture(place.host(), remove);
            } catch (TargetProblem gone) {
                // What was found is found all the same.
                attempt.say(place.host() + " was not cleared up: " + gone.getMessage());
            }
        }
        return true;
    }
}
