package dev.holdpoint.console;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.console.model.Detail;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Output;
import dev.holdpoint.console.terminal.Size;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.RunControl;
import dev.holdpoint.run.RunFeed;
import dev.holdpoint.run.StepState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps what the feed tells about the step under the cursor: previews, its output, and how far running steps are. */
final class Details implements AutoCloseable {
    /** Steps whose output stays laid out after the cursor has left them. */
    private static final int KEPT = 6;

    /** What the previews were asked for; another picture of the run may mean other ones. */
    private record Asked(String step, StepState state, int attempt, Values values) {}

    /** The size that a step was told for the attempt that it is at. */
    private record Told(String step, int attempt, Size size) {}

    private final RunFeed feed;
    private final Looking at;
    private final Consumer<String> moved;
    private final OutputReader.Answerer answerer;
    private final Deque<OutputReader> readers = new ArrayDeque<>();
    private @Nullable Asked asked;
    private @Nullable Told told;

    /**
     * @param moved called on any thread when there is more of a step's output to see
     * @param answerer called on any thread
     */
    Details(RunFeed feed, Looking at, Consumer<String> moved, OutputReader.Answerer answerer) {
        this.feed = feed;
        this.at = at;
        this.moved = moved;
        this.answerer = answerer;
    }

    /** Progress or output of a step moved on. */
    void moved(String step) {
        at.progress(step, feed.progress(step));
        at.seen(step, feed.seen(step));
        readers.stream().filter(it -> it.output().step().equals(step)).forEach(OutputReader::nudge);
    }

    /** Asks anew where the cursor or the run has moved. */
    void refresh() {
        var stop = at.selected();
        if (stop == null) {
            at.show(Detail.NONE);
            asked = null;
            return;
        }
        var status = at.run().status(stop);
        var now = new Asked(stop.id(), status.state(), at.attempt(), at.run().values());
        if (!now.equals(asked)) {
            asked = now;
            at.progress(stop.id(), feed.progress(stop.id()));
            at.seen(stop.id(), feed.seen(stop.id()));
            at.show(new Detail(
                    stop.id(), feed.preview(stop.id()), feed.undoPreview(stop.id()), output(stop, at.attempt())));
        } else if (at.detail().output() == null && status.attempt() > 0) {
            var output = output(stop, at.attempt());
            if (output != null) {
                at.show(new Detail(stop.id(), at.detail().runs(), at.detail().undo(), output));
            }
        }
    }

    private @Nullable Output output(Plan.Stop stop, int attempt) {
        for (var reader : readers) {
            if (reader.output().is(stop.id(), attempt)) {
                return reader.output();
            }
        }
        return feed.output(stop.id(), attempt)
                .map(source -> {
                    var output = new Output(stop.id(), attempt, stop.step().tty());
                    readers.addFirst(OutputReader.start(source, output, () -> moved.accept(stop.id()), answerer));
                    if (readers.size() > KEPT) {
                        readers.removeLast().close();
                    }
                    return output;
                })
                .orElse(null);
    }

    /** The reader of the output that is shown; null where none is. */
    @Nullable
    OutputReader reader() {
        return readers.stream()
                .filter(it -> it.output() == at.detail().output())
                .findFirst()
                .orElse(null);
    }

    /** After a frame: a step with a terminal is told how large its pane is, before it starts too. */
    void sized(RunControl control) {
        var stop = at.selected();
        var size = at.terminal();
        if (stop == null || size == null || !stop.step().tty()) {
            return;
        }
        var now = new Told(stop.id(), at.run().status(stop).attempt(), size);
        if (!now.equals(told)) {
            told = now;
            control.resize(stop.id(), size.cols(), size.rows());
        }
    }

    @Override
    public void close() {
        readers.forEach(OutputReader::close);
    }
}
