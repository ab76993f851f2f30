package dev.holdpoint.checklist.yaml;

import dev.holdpoint.checklist.FileTrouble;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** One YAML document, read from a file or a string. */
public final class YamlText {
    /** Larger than any page a person follows; a limit against files that are something else. */
    static final int MOST_BYTES = 1 << 20;

    private YamlText() {}

    /**
     * The text of a file, or empty with a problem where it cannot be read, is too large, or is not UTF-8.
     *
     * @param name the file as problems call it
     */
    public static Optional<String> text(Path file, String name, Problems problems) {
        var top = new Place(name, 1, 1);
        try {
            if (Files.isDirectory(file)) {
                problems.add(top, "this is a folder; name a file");
                return Optional.empty();
            }
            var bytes = bytes(file);
            if (bytes.length > MOST_BYTES) {
                problems.add(top, "the file is larger than 1 MiB; what belongs here is a page of text");
                return Optional.empty();
            }
            return decode(bytes, name, problems);
        } catch (NoSuchFileException missing) {
            problems.add(top, "there is no such file");
        } catch (IOException unreadable) {
            problems.add(top, "the file cannot be read: " + FileTrouble.says(unreadable));
        }
        return Optional.empty();
    }

    /** Not more than show that it is too large: what is no plain file does not say how large it is, and may have no end. */
    private static byte[] bytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES + 1);
        }
    }

    /** The document in {@code text}, or empty with a problem where it is no YAML or has nothing in it. */
    public static Optional<Value> parse(String text, String name, Problems problems) {
        var top = new Place(name, 1, 1);
        try {
            var root = new Events(text, name, problems).document();
            if (root.isEmpty() && problems.none()) {
                problems.add(top, "the file is empty; begin with `checklist: TITLE`");
            }
            return root;
        } catch (MarkedYamlEngineException broken) {
            var mark = Complaint.unclosed(broken.getProblem())
                    ? broken.getContextMark()
                    : broken.getProblemMark().or(broken::getContextMark);
            var at = mark.map(it -> new Place(name, it.getLine() + 1, it.getColumn() + 1));
            problems.add(at.orElse(top), Complaint.plain(broken.getProblem(), broken.getContext()));
        } catch (Unreadable limit) {
            problems.add(limit.at(), limit.says());
        } catch (ReaderException control) {
            problems.add(place(text, control.getPosition(), name), Complaint.plain(control.getMessage(), ""));
        } catch (YamlEngineException broken) {
            problems.add(top, Complaint.plain(broken.getMessage(), ""));
        }
        return Optional.empty();
    }

    private static Optional<String> decode(byte[] bytes, String name, Problems problems) {
        var input = ByteBuffer.wrap(bytes);
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(input).toString();
            return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException notUtf8) {
            var good = new String(bytes, 0, input.position(), StandardCharsets.UTF_8);
            problems.add(
                    place(good, good.codePointCount(0, good.length()), name),
                    "this byte is not UTF-8 text; save the file as UTF-8");
            return Optional.empty();
        }
    }

    /** @param position how many code points stand before it */
    private static Place place(String text, int position, String name) {
        var before = text.substring(0, text.offsetByCodePoints(0, position));
        var line = before.lastIndexOf('\n') + 1;
        var lines = 1 + (int) before.chars().filter(it -> it == '\n').count();
        return new Place(name, lines, before.codePointCount(line, before.length()) + 1);
    }

    static String oneLine(String text) {
        return text.replaceAll("\\s*\\R\\s*", " ").strip();
    }
}
