package dev.holdpoint.line;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Size;

/** A person at a terminal. */
final class Keyboard implements Ear {
    private final Keys keys;
    private final PlainTerminal terminal;
    private final Editor editor;
    private final Editor.Completer completer;
    private final Supplier<Size> size;
    private final History history = new DefaultHistory();
    private UnaryOperator<String> shown = text -> text;

    /**
     * @param dumb the terminal knows no escape sequence at all
     * @param size of the terminal, as of now
     * @param completer for commands
     */
    Keyboard(Keys keys, OutputStream out, boolean dumb, Supplier<Size> size, Editor.Completer completer)
            throws IOException {
        this.keys = keys;
        this.terminal = new PlainTerminal(keys, out, dumb);
        this.editor = new Editor(terminal, !dumb);
        this.size = size;
        this.completer = completer;
        terminal.setSize(size.get());
    }

    /** What is said goes the same way as what is typed. */
    PrintWriter writer() {
        return terminal.writer();
    }

    /** How text is shown that is not ours. */
    void shows(UnaryOperator<String> way) {
        shown = way;
    }

    @Override
    public boolean hand() {
        return true;
    }

    @Override
    public Heard ask(String prompt, Kind kind, String begun) throws InterruptedException {
        for (; ; ) {
            long asked = System.nanoTime();
            var heard = once(prompt, kind, begun);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            // An enter from before its prompt was there is no answer to it: it was meant for something else, or is part
            // of a paste.
            if (kind == Kind.COMMAND
                    && heard instanceof Heard.Line(String text)
                    && text.isBlank()
                    && keys.stamp() - asked < 0) {
                continue;
            }
            return heard;
        }
    }

    private Heard once(String prompt, Kind kind, String begun) {
        if (kind == Kind.PHRASE) {
            forget();
        }
        terminal.setSize(size.get());
        editor.setHistory(kind == Kind.COMMAND ? history : new DefaultHistory());
        try {
            return new Heard.Line(editor.line(
                    prompt, kind, begun, kind == Kind.COMMAND ? completer : line -> java.util.List.of(), shown));
        } catch (UserInterruptException ctrlC) {
            return new Heard.Interrupted();
        } catch (EndOfFileException end) {
            return new Heard.Ended(keys.ended());
        } catch (Editor.NotTyped paste) {
            forget();
            return new Heard.Pasted();
        }
    }

    @Override
    public int press() {
        return keys.poll();
    }

    @Override
    public void forget() {
        keys.forget();
    }

    @Override
    public void close() {
        terminal.writer().flush();
    }
}
