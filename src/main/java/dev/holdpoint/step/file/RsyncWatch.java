package dev.holdpoint.step.file;

import dev.holdpoint.step.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What one rsync prints, line by line: its progress, its figures at the end, what it changed, what it complains about. */
final class RsyncWatch implements Consumer<String> {
    private static final Pattern PROGRESS = Pattern.compile(
            "\\s*(\\d+)\\s+(\\d+)%\\s+(\\S+/s)\\s+(\\d+):(\\d\\d):(\\d\\d)(?:\\s+\\(xfr#\\d+, (?:to|ir)-chk=(\\d+)/(\\d+)\\))?\\s*");
    private static final Pattern FIGURE = Pattern.compile(
            "(Number of files|Number of deleted files|Number of regular files transferred|Total transferred file size): (\\d+).*");
    /** rsync(1), --itemize-changes: how, what, and eleven signs of what differs. */
    private static final Pattern ITEM = Pattern.compile("([<>ch.*])(deleting|[fdLDS])[^|\\s]*\\s*\\|(.*)");

    /** Also behind a progress that was not ended yet: both come to one place. */
    private static final Pattern COMPLAINT = Pattern.compile("(?:\\s*\\d+\\s+\\d+%.*?)?((?:rsync|ssh).*)");

    private static final int NAMED = 20;

    private final boolean byFiles;
    private final Consumer<Progress> report;
    private final Map<String, Long> figures = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();
    private String complaint = "";
    private long attributes;

    /** @param byFiles in a later pass its percentage of bytes stops early: how many files it has looked at tells more */
    RsyncWatch(boolean byFiles, Consumer<Progress> report) {
        this.byFiles = byFiles;
        this.report = report;
    }

    @Override
    public void accept(String line) {
        var progress = progress(line, byFiles);
        if (progress.isPresent()) {
            report.accept(progress.get());
            return;
        }
        var figure = FIGURE.matcher(line);
        if (figure.matches()) {
            figures.put(figure.group(1), Long.parseLong(figure.group(2)));
            return;
        }
        var item = ITEM.matcher(line);
        if (item.matches()) {
            item(item.group(1), item.group(2), item.group(3));
        } else {
            complain(line);
        }
    }

    /** What rsync says of its end is the same for many causes: the cause is told where it is there. */
    private void complain(String line) {
        var match = COMPLAINT.matcher(line);
        if (match.matches() && (complaint.isEmpty() || (ending(complaint) && !ending(match.group(1))))) {
            complaint = match.group(1).strip();
        }
    }

    private static boolean ending(String complaint) {
        return complaint.startsWith("rsync error:") || complaint.startsWith("rsync warning:");
    }

    private void item(String how, String what, String name) {
        if (how.equals(".")) {
            attributes++;
            return;
        }
        if (names.size() < NAMED && !what.equals("d")) {
            names.add((how.equals("*") ? "deleted " : "") + name);
        }
    }

    static Optional<Progress> progress(String line, boolean byFiles) {
        var match = PROGRESS.matcher(line);
        if (!match.matches()) {
            return Optional.empty();
        }
        double fraction = Integer.parseInt(match.group(2)) / 100.0;
        var files = "";
        if (match.group(7) != null) {
            long left = Long.parseLong(match.group(7));
            long all = Long.parseLong(match.group(8));
            files = (all - left) + " of " + all + " files, ";
            fraction = byFiles && all > 0 ? 1 - (double) left / all : fraction;
        }
        var left = Duration.ofHours(Long.parseLong(match.group(4)))
                .plusMinutes(Long.parseLong(match.group(5)))
                .plusSeconds(Long.parseLong(match.group(6)));
        var bytes = Size.words(Long.parseLong(match.group(1)));
        return Optional.of(new Progress(
                Math.min(1, fraction),
                byFiles || match.group(2).equals("100") ? null : left,
                files + bytes + ", " + match.group(3),
                List.of()));
    }

    private long figure(String name) {
        return figures.getOrDefault(name, 0L);
    }

    /** "12 of 20103 files copied, 1.2 MB; 3 deleted" */
    String says() {
        long deleted = figure("Number of deleted files");
        return figure("Number of regular files transferred") + " files copied of " + figure("Number of files")
                + " there, "
                + Size.words(figure("Total transferred file size"))
                + (deleted == 0 ? "" : "; " + deleted + " deleted")
                + (attributes == 0 ? "" : "; of " + attributes + " only owner, mode or time");
    }

    /** The first names of what was changed. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** The first line that says what went wrong, and rather why than that it did; empty where none did. */
    String complaint() {
        return complaint;
    }
}
