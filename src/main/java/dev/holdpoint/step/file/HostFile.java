package dev.holdpoint.step.file;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.PutBack;
import dev.holdpoint.step.Script;
import dev.holdpoint.target.TargetProblem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A text file on a host as it was read. It goes to and fro in pieces, as base64 and never as an argument.
 *
 * @param place the file itself, where {@code file} is a link to it
 */
record HostFile(String host, String file, String place, String text, String sum) {
    /** More is no file that a person configures. */
    static final int MOST_BYTES = 4 << 20;
    /** As base64 it fits into what a short command may print, and into one variable of an environment. */
    private static final int PIECE = 42_000;

    /** Where a link leads to. */
    private static final String PLACE = """
            LC_ALL=C; export LC_ALL
            place=$file
            if [ -L "$file" ]; then place=$(readlink -f -- "$file" && echo x) && place=${place%?x}; fi
            """;

    private static final String READ = PLACE + """
            if [ ! -e "$place" ]; then echo hp_problem=there is no such file; exit 0; fi
            if [ ! -f "$place" ]; then echo hp_problem=it is no file; exit 0; fi
            if [ ! -r "$place" ]; then echo hp_problem=it may not be read by "$(id -un)"; exit 0; fi
            size=$(wc -c < "$place") && sum=$(sha256sum < "$place") || exit
            echo "hp_size=${size##* }"
            echo "hp_sum=${sum%% *}"
            printf %s "$place" | base64 | tr -d '\\n' | sed 's/^/hp_place=/'; echo
            printf hp_data=; dd if="$place" bs="$piece" skip="$skip" count=1 2> /dev/null | base64 | tr -d '\\n'; echo""";

    private static final String WRITE = """
            LC_ALL=C; export LC_ALL
            umask 077
            if [ "$first" = yes ]; then rm -f -- "$new" && cp -p -- "$place" "$new" && : > "$new" || exit; fi
            printf %s "$data" | base64 -d >> "$new\"""";

    /** Both names are in one folder, so the rename is one moment; nobody sees half a file. */
    private static final String EXCHANGE = """
            LC_ALL=C; export LC_ALL
            fail() { rm -f -- "$new"; echo "hp_problem=$1"; exit 0; }
            sum() { s=$(sha256sum < "$1") && echo "${s%% *}"; }
            whose() { set -- $(ls -ldn -- "$1") && echo "$1 $3 $4"; }
            [ "$(sum "$place")" = "$before" ] || fail 'somebody has changed it in the meantime'
            [ "$(sum "$new")" = "$after" ] || fail 'what was written beside it is not what was sent'
            [ "$(whose "$new")" = "$(whose "$place")" ] || fail 'its owner and mode cannot be kept by this user'
            if [ -n "$backup" ]; then
                cp -p -- "$place" "$backup" && [ "$(sum "$backup")" = "$before" ] || fail 'no copy could be made beside it'
            fi
            sync "$new" 2> /dev/null || true
            mv -f -- "$new" "$place" || fail 'it could not be replaced'
            echo hp_done=yes""";

    /** How its host puts its bytes of now back, whatever is in it then. */
    static PutBack puttingBack(String host, String file) {
        var note = PLACE + "cp -p -- \"$place\" \"$HP_GUARD/old\"";
        var back = PLACE + """
                if cmp -s -- "$HP_GUARD/old" "$place"; then echo "$file is as it was"; exit 0; fi
                back=${place%/*}/.${place##*/}.holdpoint-back
                cp -p -- "$HP_GUARD/old" "$back" && mv -f -- "$back" "$place" \\
                    && echo "the old bytes of $file are back\"""";
        return new PutBack(host, note, List.of(back), Map.of("file", file));
    }

    /**
     * Reads it.
     *
     * @throws TargetProblem where it is not there, is no text, or changes while it is read
     */
    static HostFile read(Attempt attempt, String host, String file) throws InterruptedException {
        var whole = new ByteArrayOutputStream();
        var first = piece(attempt, host, file, 0);
        long size = Long.parseLong(first.getOrDefault("hp_size", "0").strip());
        if (size > MOST_BYTES) {
            throw new TargetProblem(
                    at(host, file) + " has " + Size.words(size) + "; an edit takes at most " + Size.words(MOST_BYTES));
        }
        for (int at = 0; (long) at * PIECE < size; at++) {
            var piece = at == 0 ? first : piece(attempt, host, file, at);
            if (!piece.getOrDefault("hp_sum", "").equals(first.get("hp_sum"))) {
                throw new TargetProblem(at(host, file) + " changes while it is read");
            }
            whole.writeBytes(Base64.getDecoder().decode(piece.getOrDefault("hp_data", "")));
        }
        var bytes = whole.toByteArray();
        var sum = sum(bytes);
        if (!sum.equals(first.get("hp_sum"))) {
            throw new TargetProblem(
                    at(host, file) + " could not be read in one piece; are sha256sum, base64 and dd there?");
        }
        var place = new String(Base64.getDecoder().decode(first.getOrDefault("hp_place", "")), StandardCharsets.UTF_8);
        return new HostFile(host, file, place, text(bytes, at(host, file)), sum);
    }

    private static Map<String, String> piece(Attempt attempt, String host, String file, int skip)
            throws InterruptedException {
        return answer(
                attempt,
                host,
                file,
                READ,
                Map.of("file", file, "piece", Integer.toString(PIECE), "skip", Integer.toString(skip)));
    }

    private static Map<String, String> answer(
            Attempt attempt, String host, String file, String text, Map<String, String> environment)
            throws InterruptedException {
        var captured = attempt.capture(host, Script.of(text, environment));
        var said = new TreeMap<String, String>();
        captured.output().lines().filter(it -> it.startsWith("hp_")).forEach(it -> {
            int at = it.indexOf('=');
            said.put(it.substring(0, Math.max(0, at)), it.substring(at + 1));
        });
        if (said.containsKey("hp_problem")) {
            throw new TargetProblem(at(host, file) + ": " + said.get("hp_problem"));
        }
        if (!captured.ended().fine()) {
            throw new TargetProblem(at(host, file) + ": "
                    + (captured.ended() instanceof Ended.Lost(String reason)
                            ? reason
                            : Hidden.secretsOf(attempt.values(), captured.output())
                                    .strip()
                                    .lines()
                                    .reduce((_, last) -> last)
                                    .orElse("the host says nothing")));
        }
        return said;
    }

    private static String text(byte[] bytes, String where) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new TargetProblem(where + " is no text; change it by a shell step");
            }
            return text;
        } catch (CharacterCodingException other) {
            throw new TargetProblem(where + " is no text in UTF-8; change it by a shell step");
        }
    }

    /** The name beside it that the old bytes are kept under. */
    String backup(String stamp) {
        return beside(stamp + "-" + sum.substring(0, 8));
    }

    /** Hidden, since programs that read all files of a folder (sites-enabled of nginx) would read it too. */
    private String beside(String what) {
        int name = place.lastIndexOf('/') + 1;
        var dot = place.startsWith(".", name) ? "" : ".";
        return place.substring(0, name) + dot + place.substring(name) + ".holdpoint-" + what;
    }

    /**
     * Writes another text in its place, with owner and mode as they are, if it still has the bytes that were read.
     *
     * @param backup where the old ones go; empty where they shall be gone
     */
    void exchange(Attempt attempt, String text, String backup) throws InterruptedException {
        var other = text.getBytes(StandardCharsets.UTF_8);
        var fresh = beside("new");
        for (int at = 0; at == 0 || at < other.length; at += PIECE) {
            var piece = Arrays.copyOfRange(other, at, Math.min(other.length, at + PIECE));
            answer(
                    attempt,
                    host,
                    file,
                    WRITE,
                    Map.of(
                            "first",
                            at == 0 ? "yes" : "no",
                            "place",
                            place,
                            "new",
                            fresh,
                            "data",
                            Base64.getEncoder().encodeToString(piece)));
        }
        var said = answer(
                attempt,
                host,
                file,
                EXCHANGE,
                Map.of("place", place, "new", fresh, "backup", backup, "before", sum, "after", sum(other)));
        if (!said.containsKey("hp_done")) {
            throw new TargetProblem(at(host, file) + ": the host does not say that it was replaced");
        }
    }

    static String at(String host, String file) {
        return file.replace("\n", "\\n") + " on " + host;
    }

    static String sum(String text) {
        return sum(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
