package dev.holdpoint.console.keys;

import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.console.terminal.Key.Name;
import dev.holdpoint.operator.Command;
import java.util.List;
import java.util.Optional;

/** All keys. The order is the order of the help; what a key is refused for is asked of {@link Permits}. */
public final class Keymap {
    /** A title and its keys. */
    public record Section(String title, List<Binding> bindings) {
        public Section {
            bindings = List.copyOf(bindings);
        }
    }

    private static final List<Binding> WORK = List.of(
            bind(1, Command.RUN, Key.of(Name.ENTER)),
            bind(1, Command.TICK, Key.of(' ')),
            bind(3, Command.RUN_ON, Key.of('R')),
            bind(2, Command.STOP_RUN_ON, Key.of('S')),
            bind(1, Command.GATE, Key.of('g')),
            bind(1, Command.RETRY, Key.of('r')),
            bind(1, Command.MARK_FAILED, Key.of('x')),
            bind(7, Command.MARK_DONE, Key.of('m')),
            bind(5, Command.SKIP, Key.of('s')),
            bind(4, Command.UNDO, Key.of('u')),
            bind(2, Command.INTERRUPT, Key.ctrl('c')),
            bind(6, Command.NOTE, Key.of('n')),
            bind(9, Command.NOTES, Key.of('N')));

    private static final List<Binding> SIGHT = List.of(
            bind(0, Command.UP, Key.of(Name.UP), Key.of('k')),
            bind(0, Command.DOWN, Key.of(Name.DOWN), Key.of('j')),
            bind(0, Command.PAGE_UP, Key.of(Name.PAGE_UP), Key.ctrl('b')),
            bind(0, Command.PAGE_DOWN, Key.of(Name.PAGE_DOWN), Key.ctrl('f')),
            bind(0, Command.FIRST, Key.of(Name.HOME)),
            bind(0, Command.LAST, Key.of(Name.END), Key.of('G')),
            bind(0, Command.FOLD, Key.of(Name.LEFT), Key.of('h')),
            bind(0, Command.UNFOLD, Key.of(Name.RIGHT), Key.of('l')),
            bind(4, Command.FOLLOW, Key.of('f')),
            bind(5, Command.TURN, Key.of(Name.TAB)),
            bind(8, Command.ZOOM, Key.of('z')),
            bind(8, Command.FIND, Key.of('/')),
            bind(7, Command.EARLIER, Key.of('[')),
            bind(7, Command.LATER, Key.of(']')),
            bind(4, Command.PAGER, Key.of('o')),
            bind(1, Command.TYPE, Key.of('i')));

    private static final List<Binding> FINDING = List.of(
            bind(1, Command.NEXT, Key.of('n')),
            bind(1, Command.PREVIOUS, Key.of('N')),
            bind(1, Command.END_FIND, Key.of(Name.ESCAPE)));

    private static final List<Binding> PROGRAM = List.of(
            bind(4, Command.COMMAND, Key.of(':')),
            bind(1, Command.HELP, Key.of('?'), Key.of(Name.F1)),
            bind(1, Command.LEAVE, Key.of('q')),
            bind(0, Command.SUSPEND, Key.ctrl('z')));

    private static final List<Binding> GATE = List.of(
            bind(1, Command.CHECK, Key.of('c'), Key.of(Name.F5)),
            bind(1, Command.CODE, Key.of('p'), Key.of(Name.F2)),
            bind(1, Command.PAST_WINDOW, Key.of('y')),
            bind(2, Command.ANYWAY, Key.of('a')),
            bind(3, Command.NOTE, Key.of('n')),
            bind(4, Command.SKIP, Key.of('s')),
            bind(4, Command.MARK_DONE, Key.of('m')),
            bind(0, Command.UP, Key.of(Name.UP)),
            bind(0, Command.DOWN, Key.of(Name.DOWN)),
            bind(0, Command.PAGE_UP, Key.of(Name.PAGE_UP)),
            bind(0, Command.PAGE_DOWN, Key.of(Name.PAGE_DOWN)),
            bind(2, Command.CLOSE, Key.of(Name.ESCAPE), Key.of('q'), Key.of('g')),
            bind(5, Command.HELP, Key.of('?'), Key.of(Name.F1)));

    private static final List<Binding> READING = List.of(
            bind(0, Command.UP, Key.of(Name.UP), Key.of('k')),
            bind(0, Command.DOWN, Key.of(Name.DOWN), Key.of('j')),
            bind(0, Command.PAGE_UP, Key.of(Name.PAGE_UP)),
            bind(0, Command.PAGE_DOWN, Key.of(Name.PAGE_DOWN), Key.of(' ')),
            bind(0, Command.FIRST, Key.of(Name.HOME)),
            bind(0, Command.LAST, Key.of(Name.END), Key.of('G')),
            bind(1, Command.CLOSE, Key.of(Name.ESCAPE), Key.of('q'), Key.of('?'), Key.of(Name.ENTER)));

    private Keymap() {}

    private static Binding bind(int footer, Command command, Key... keys) {
        return new Binding(List.of(keys), command, footer);
    }

    /** The keys of the main screen, in the sections of the help; those of a gate are the last. */
    public static List<Section> sections() {
        return List.of(
                new Section("The run", WORK),
                new Section("Looking around", SIGHT),
                new Section("While finding", FINDING),
                new Section("The program", PROGRAM),
                new Section("At a gate where no phrase is typed", GATE));
    }

    /** What a key of the main screen asks for. */
    public static Optional<Command> main(Key key, boolean finding) {
        return (finding ? in(FINDING, key) : Optional.<Command>empty())
                .or(() -> in(WORK, key))
                .or(() -> in(SIGHT, key))
                .or(() -> in(PROGRAM, key));
    }

    /** What a key asks for at a gate, while no phrase is typed. */
    public static Optional<Command> gate(Key key) {
        return in(GATE, key);
    }

    /** What a key asks for on a page to read: help, notes. */
    public static Optional<Command> reading(Key key) {
        return in(READING, key);
    }

    private static Optional<Command> in(List<Binding> bindings, Key key) {
        return bindings.stream()
                .filter(it -> it.keys().contains(key))
                .map(Binding::command)
                .findFirst();
    }

    /** The bindings that may stand in the footer of the main screen. */
    static List<Binding> footer(boolean finding) {
        return java.util.stream.Stream.of(finding ? FINDING : List.<Binding>of(), WORK, SIGHT, PROGRAM)
                .flatMap(List::stream)
                .filter(it -> it.footer() > 0)
                .filter(it -> !finding || (it.command() != Command.NOTE && it.command() != Command.NOTES))
                .toList();
    }

    /** The bindings of a locked gate, for its footer. */
    static List<Binding> gateFooter() {
        return GATE.stream().filter(it -> it.footer() > 0).toList();
    }

    static String firstKeyOf(Command command) {
        return sections().stream()
                .flatMap(it -> it.bindings().stream())
                .filter(it -> it.command() == command)
                .map(Binding::key)
                .findFirst()
                .orElse("");
    }

    /** The keys that ask for a command on the main screen, as people read them; empty where it has none. */
    public static String keysOf(Command command) {
        return sections().stream()
                .flatMap(it -> it.bindings().stream())
                .filter(it -> it.command() == command)
                .map(it -> Labels.of(it.keys()))
                .findFirst()
                .orElse("");
    }
}
