package dev.holdpoint.line;

import dev.holdpoint.operator.Burst;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.utils.Display;

/**
 * JLine's line editor, held to what a line needs: nothing that draws lists or menus, and every key that was not typed by hand is known.
 * Completion says what there is to choose from and asks again, as a shell does.
 */
final class Editor extends LineReaderImpl {
    private static final String COMPLETE = "complete-plainly";
    private static final String INTERRUPT = "interrupt";
    private static final String AGAIN = "say-again";

    private final PlainTerminal plain;
    private final Keys keys;
    private final boolean marksPastes;
    private Completer possible = line -> List.of();
    private UnaryOperator<String> shown = text -> text;
    private Burst burst = new Burst();
    private boolean refusesPastes;

    /** Whole lines that begin like the given one. */
    interface Completer {
        List<String> of(String line);
    }

    /** It was not typed. */
    static final class NotTyped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotTyped() {
            super("not typed", null, false, false);
        }
    }

    /** @param marksPastes the terminal may be asked to mark what is pasted */
    @SuppressWarnings("this-escape") // JLine's maps are there once its constructor has run
    Editor(PlainTerminal terminal, boolean marksPastes) throws IOException {
        super(terminal, "holdpoint", new HashMap<>());
        this.plain = terminal;
        this.keys = terminal.reader();
        this.marksPastes = marksPastes;
        // What is typed is taken as it is: no quotes, no escapes, no events of a shell's history.
        setParser(new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]));
        setOpt(Option.DISABLE_EVENT_EXPANSION);
        // No key undoes anything, and each would keep a copy of the line.
        setOpt(Option.DISABLE_UNDO);
        getWidgets().put(COMPLETE, this::completePlainly);
        getWidgets().put(INTERRUPT, () -> {
            throw new UserInterruptException("");
        });
        getWidgets().put(AGAIN, () -> {
            newLine();
            return true;
        });
        getKeyMaps().put(MAIN, keyMap(marksPastes));
    }

    private static KeyMap<Binding> keyMap(boolean arrows) {
        var map = new KeyMap<Binding>();
        map.setUnicode(new Reference(SELF_INSERT));
        map.bind(new Reference(SELF_INSERT), KeyMap.range(" -~"));
        bind(map, ACCEPT_LINE, "\r");
        bind(map, BACKWARD_DELETE_CHAR, KeyMap.ctrl('H'), KeyMap.del());
        bind(map, DELETE_CHAR, KeyMap.ctrl('D'));
        bind(map, KILL_WHOLE_LINE, KeyMap.ctrl('U'));
        bind(map, BACKWARD_KILL_WORD, KeyMap.ctrl('W'));
        bind(map, UP_HISTORY, KeyMap.ctrl('P'));
        bind(map, DOWN_HISTORY, KeyMap.ctrl('N'));
        bind(map, COMPLETE, "\t");
        bind(map, INTERRUPT, KeyMap.ctrl('C'));
        bind(map, AGAIN, KeyMap.ctrl('L'));
        bind(map, BEGIN_PASTE, BRACKETED_PASTE_BEGIN);
        if (arrows) {
            arrows(map);
        }
        return map;
    }

    /** Only where the cursor can go to the right without writing. */
    private static void arrows(KeyMap<Binding> map) {
        bind(map, UP_HISTORY, "\u001b[A", "\u001bOA");
        bind(map, DOWN_HISTORY, "\u001b[B", "\u001bOB");
        bind(map, FORWARD_CHAR, "\u001b[C", "\u001bOC", KeyMap.ctrl('F'));
        bind(map, BACKWARD_CHAR, "\u001b[D", "\u001bOD", KeyMap.ctrl('B'));
        bind(map, BEGINNING_OF_LINE, "\u001b[H", "\u001bOH", "\u001b[1~", KeyMap.ctrl('A'));
        bind(map, END_OF_LINE, "\u001b[F", "\u001bOF", "\u001b[4~", KeyMap.ctrl('E'));
        bind(map, DELETE_CHAR, "\u001b[3~");
        bind(map, KILL_LINE, KeyMap.ctrl('K'));
    }

    private static void bind(KeyMap<Binding> map, String widget, String... keys) {
        map.bind(new Reference(widget), (CharSequence[]) keys);
    }

    /**
     * Reads one line.
     *
     * @param offers what tab offers
     * @param words how those are shown
     * @throws NotTyped where it refuses pastes and one came
     */
    String line(String prompt, Ear.Kind kind, String begun, Completer offers, UnaryOperator<String> words) {
        possible = offers;
        shown = words;
        burst = new Burst();
        refusesPastes = kind == Ear.Kind.PHRASE;
        var line = readLine(prompt.replace("%", "%%"), kind == Ear.Kind.SECRET ? '\0' : null, begun);
        if (refusesPastes && burst.wasAll(line.length())) {
            throw new NotTyped();
        }
        return line;
    }

    /** JLine would write a sequence for either answer, which a dumb terminal shows: there it is neither set nor unset. */
    @Override
    public boolean isSet(Option option) {
        return option == Option.BRACKETED_PASTE ? marksPastes : super.isSet(option);
    }

    @Override
    protected boolean selfInsert() {
        if (burst.pasted(keys.stamp()) && refusesPastes) {
            throw new NotTyped();
        }
        return super.selfInsert();
    }

    /** What is typed faster than it can be shown is shown when it is all there: the whole line is written for each sign, where a terminal is dumb. */
    @Override
    protected void redisplay(boolean flush) {
        if (state != State.NORMAL || !keys.typedAhead()) {
            super.redisplay(flush);
        }
    }

    /** A paste may fill a line, but it does not end one. */
    @Override
    public boolean beginPaste() {
        if (refusesPastes) {
            throw new NotTyped();
        }
        super.beginPaste();
        regionActive = LineReader.RegionType.NONE;
        var line = buf.toString().replace('\n', ' ');
        buf.clear();
        buf.write(line);
        return true;
    }

    private boolean completePlainly() {
        var line = buf.toString();
        var lines = possible.of(line);
        if (lines.isEmpty() || buf.cursor() < buf.length()) {
            return false;
        }
        var common = lines.stream().reduce(Editor::common).orElse(line);
        if (lines.size() == 1) {
            common += " ";
        }
        if (common.length() > line.length()) {
            buf.write(common.substring(line.length()));
        } else {
            newLine();
            lines.forEach(it -> plain.writer().print(shown.apply(it.substring(it.lastIndexOf(' ') + 1)) + "\n"));
        }
        return true;
    }

    private static String common(String one, String other) {
        int end = 0;
        while (end < Math.min(one.length(), other.length()) && one.charAt(end) == other.charAt(end)) {
            end++;
        }
        return one.substring(0, end);
    }

    /** What stands there stays; prompt and line are said again below it. */
    private void newLine() {
        plain.writer().print("\r\n");
        display = new Display(plain, false);
        display.resize(size.getRows(), size.getColumns());
    }
}
