package dev.holdpoint.step.file;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code disk}: the room that is left where a path is, on this machine. */
public final class DiskCheck implements Check<DiskCheck.Spec> {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})\\s*%");

    public record Spec(
            @Doc(value = "a path on the disk; it need not exist yet", example = "/var/tmp")
            String path,

            @Doc(
                    value = "room that must be free for us, in units of 1024 (500M, 10G), or of the whole (20%)",
                    example = "10G")
            String free,

            @Doc("what is checked, as a line of a gate") @Nullable
            String label) {}

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public String says() {
        return "Looks how much room is free where a path is, on this machine.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> problems(Spec spec) {
        return wanted(spec, 100) >= 0
                ? List.of()
                : List.of("free " + spec.free() + " is no size; write for example 10G, 500M or 20%");
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        return List.of("wants " + spec.free() + " free at " + spec.path());
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) {
        var began = attempt.clock().instant();
        try {
            var place = existing(attempt.files().resolve(spec.path()).toAbsolutePath());
            var store = Files.getFileStore(place);
            long free = store.getUsableSpace();
            long wanted = wanted(spec, store.getTotalSpace());
            var sentence = Size.words(free) + " free of " + Size.words(store.getTotalSpace()) + " at " + place + ", "
                    + Size.words(wanted) + " wanted";
            return free >= wanted
                    ? Evidence.green(label(spec), sentence, began)
                    : Evidence.red(label(spec), sentence, began);
        } catch (IOException | InvalidPathException wrong) {
            return Evidence.red(label(spec), "cannot look at " + spec.path() + ": " + wrong.getMessage(), began);
        }
    }

    /** The path or the nearest folder above it that exists: what is to be written there will lie on the same disk. */
    private static Path existing(Path path) {
        var at = path;
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    /** Bytes; negative where {@code free} is no size. */
    private static long wanted(Spec spec, long total) {
        var percent = PERCENT.matcher(spec.free().strip());
        if (percent.matches()) {
            var share = Integer.parseInt(percent.group(1));
            return share > 100 ? -1 : Math.round(total / 100.0 * share);
        }
        return Size.parse(spec.free()).orElse(-1L);
    }

    @Override
    public String label(Spec spec) {
        return spec.label() != null ? spec.label() : spec.free() + " free at " + spec.path();
    }
}
