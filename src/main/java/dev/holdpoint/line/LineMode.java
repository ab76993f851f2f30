package dev.holdpoint.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdpoint.console.terminal.TtyLines;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.RunControl;
import dev.holdpoint.run.RunFeed;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Set;
import org.jline.terminal.Size;

/** A run as a conversation on standard input and output. */
public final class LineMode {
    private static final Set<String> DUMB = Set.of("", "dumb", "unknown");

    private LineMode() {}

    /**
     * Drives the run until the operator leaves, or the end of a pipe.
     *
     * @param term the terminal's type, as in {@code TERM}
     * @param ascii the locale has nothing else
     * @return how the run was left: {@link Run.End#NOT_YET} when it can be resumed
     */
    public static Run.End open(RunFeed feed, RunControl control, String term, boolean ascii)
            throws IOException, InterruptedException {
        var bell = new Bell();
        var tty = TtyLines.open();
        try (var news = new News(feed, bell)) {
            return tty.isPresent()
                    ? byHand(tty.get(), feed, control, news, bell, DUMB.contains(term), ascii)
                    : fromPipe(feed, control, news, bell, ascii);
        } finally {
            tty.ifPresent(TtyLines::close);
        }
    }

    /** Tells of a run that somebody else drives, until whoever watches leaves or the run is over. */
    @SuppressWarnings("resource") // standard input and output are not ours to close
    public static void watch(RunFeed feed, boolean ascii) throws IOException, InterruptedException {
        var bell = new Bell();
        var keys = new Keys(bell);
        var tty = TtyLines.open();
        try (var news = new News(feed, bell);
                var keyboard = new Keyboard(
                        keys,
                        new FileOutputStream(FileDescriptor.out),
                        true,
                        () -> new Size(80, 24),
                        line -> java.util.List.of())) {
            var voice = new Voice(keyboard.writer(), ascii);
            tty.ifPresent(it -> keys.read(new FileInputStream(FileDescriptor.in), it::suspend));
            new Watching(new Talk(feed, new Watching.NoSay(), news, bell, voice, keyboard, InstantSource.system()))
                    .run();
        } finally {
            tty.ifPresent(TtyLines::close);
        }
    }

    @SuppressWarnings("resource") // standard input and output are not ours to close
    private static Run.End byHand(
            TtyLines tty, RunFeed feed, RunControl control, News news, Bell bell, boolean dumb, boolean ascii)
            throws IOException, InterruptedException {
        var keys = new Keys(bell);
        try (var keyboard = new Keyboard(
                keys,
                new FileOutputStream(FileDescriptor.out),
                dumb,
                () -> new Size(tty.size().cols(), tty.size().rows()),
                line -> Word.complete(line, news.run()))) {
            var voice = new Voice(keyboard.writer(), ascii);
            keyboard.shows(voice::shown);
            keys.read(new FileInputStream(FileDescriptor.in), tty::suspend);
            return new Conversation(new Talk(feed, control, news, bell, voice, keyboard, InstantSource.system())).run();
        }
    }

    @SuppressWarnings("resource") // standard input and output are not ours to close
    private static Run.End fromPipe(RunFeed feed, RunControl control, News news, Bell bell, boolean ascii)
            throws InterruptedException {
        var out = new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), UTF_8));
        var voice = new Voice(out, ascii);
        try (var pipe = new Pipe(new FileInputStream(FileDescriptor.in), voice)) {
            return new Conversation(new Talk(feed, control, news, bell, voice, pipe, InstantSource.system())).run();
        }
    }
}
