package dev.holdpoint.step.file;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Script;
import dev.holdpoint.target.TargetProblem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;

/**
 * What a tree holds, as a sorted file on its own host: for each path a line with its properties and one with its checksum. Only figures
 * and, where two differ, pieces of it come here, so that a tree of any size costs nothing.
 */
final class Manifest implements AutoCloseable {
    static final char DIVIDES = '\037';

    /** In a name for a line's end, which it may hold. */
    static final char NEWLINE = '\001';

    static final int PIECE = 45_000;

    private static final String TAKE = """
            LC_ALL=C; export LC_ALL
            umask 077
            fail() { rm -rf -- "$made"; echo "hp_problem=$1"; exit 0; }
            made=
            trap '[ -z "$made" ] || rm -rf -- "$made"' EXIT
            trap 'exit 143' HUP INT TERM
            made=$(mktemp -d "${TMPDIR:-/tmp}/holdpoint-same.XXXXXX") || { echo hp_problem=no temporary folder can be made; exit 0; }
            [ -e "$path" ] || [ -L "$path" ] || fail 'it is not there'
            find "$made" -maxdepth 0 -printf '' 2> /dev/null || fail 'find there has no -printf; install findutils'
            if [ -d "$path" ]; then cd -- "$path" && top=. || fail 'it may not be entered'
            else cd -- "${path%/*}/" && top=./${path##*/} || fail 'it may not be entered'; fi
            set -f
            IFS='
            '
            set --
            for pattern in $exclude; do
                folder=
                case $pattern in */) pattern=${pattern%/}; folder=yes ;; esac
                case $pattern in
                    /*) set -- "$@" -path ".$pattern" ;;
                    */*) set -- "$@" -path "*/$pattern" ;;
                    *) set -- "$@" -name "$pattern" ;;
                esac
                [ -z "$folder" ] || set -- "$@" -type d
                set -- "$@" -prune -o
            done
            owner='- -'; mode=-
            if [ "$owners" = yes ]; then owner='%U %G'; mode=%m; fi
            find "$top" "$@" \\( -type f -printf "%P\\\\037f %s $mode $owner\\\\0" -o -type l -printf "%P\\\\037l - - $owner %l\\\\0" \\
                -o -printf "%P\\\\037%y - $mode $owner\\\\0" \\) > "$made/raw" 2> "$made/err" \\
                || fail "not all of it can be read: $(head -n 1 "$made/err")"
            tr '\\n\\0' '\\001\\n' < "$made/raw" > "$made/lines" || fail 'no room for what is found'
            if [ "$checksums" = yes ]; then
                find "$top" "$@" -type f -print0 > "$made/names" && xargs -0 -r sha256sum -z -- < "$made/names" > "$made/raw" 2> "$made/err" \\
                    || fail "not all of it can be read: $(head -n 1 "$made/err")"
                tr '\\n\\0' '\\001\\n' < "$made/raw" | sed 's/^\\(.\\{64\\}\\)  \\.\\/\\{0,1\\}\\(.*\\)$/\\2'"$divides"'h \\1/' >> "$made/lines" || fail 'no room for what is found'
            fi
            [ -d "$path" ] || sed "s/^[^$divides]*$divides/$divides/" "$made/lines" > "$made/raw"
            [ -d "$path" ] || mv "$made/raw" "$made/lines"
            sort "$made/lines" > "$made/all" || fail 'no room to sort'
            sum=$(sha256sum < "$made/all") || fail 'sha256sum does not work there; install coreutils'
            sum=${sum%% *}
            [ ${#sum} = 64 ] || fail 'sha256sum there gives no sum'
            echo "hp_folder=$made"
            echo "hp_sum=$sum"
            awk -F "$divides" '$2 ~ /^f / { files++; split($2, w, " "); bytes += w[2] } END { printf "hp_files=%d\\nhp_bytes=%.0f\\n", files, bytes }' "$made/all"
            echo "hp_size=$(($(wc -c < "$made/all")))"
            trap - EXIT""";

    private static final String PART = """
            LC_ALL=C; export LC_ALL
            if [ "$what" = sum ]; then head -c "$at" < "$folder/all" | sha256sum
            else tail -c "+$((at + 1))" < "$folder/all" | head -c "$piece" | base64 | tr -d '\\n'; fi""";

    /** All that a look has to say: what is empty on both sides would be the same. */
    private static final Map<String, Pattern> WHOLE = Map.of(
            "hp_folder", Pattern.compile("/.+"),
            "hp_sum", Pattern.compile("[0-9a-f]{64}"),
            "hp_files", Pattern.compile("\\d+"),
            "hp_bytes", Pattern.compile("\\d+"),
            "hp_size", Pattern.compile("\\d+"));

    private final Attempt attempt;
    private final FilesSame.Spec spec;
    private final Location place;
    private volatile Map<String, String> found = Map.of();

    Manifest(Attempt attempt, FilesSame.Spec spec, Location place) {
        this.attempt = attempt;
        this.spec = spec;
        this.place = place;
    }

    /** Both at once. */
    static void take(Manifest one, Manifest other) throws InterruptedException {
        try (var side = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> there = side.submit(() -> {
                other.take();
                return "";
            });
            try {
                one.take();
                there.get();
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RuntimeException problem) {
                    throw problem;
                }
                throw new InterruptedException();
            } finally {
                there.cancel(true);
            }
        }
    }

    private void take() throws InterruptedException {
        var environment = Map.of(
                "path", place.bare(),
                "exclude", spec.exclusions(),
                "checksums", spec.checksums() ? "yes" : "no",
                "owners", spec.owners() ? "yes" : "no",
                "divides", String.valueOf(DIVIDES));
        var captured = attempt.capture(place.host(), Script.of(TAKE, environment));
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

    boolean same(Manifest other) {
        return get("hp_sum").equals(other.get("hp_sum"));
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

    @Override
    public void close() throws InterruptedException {
        if (!get("hp_folder").isEmpty()) {
            attempt.capture(place.host(), Script.of("rm -rf -- \"$folder\"", Map.of("folder", get("hp_folder"))));
        }
    }
}
