package dev.holdpoint.console.terminal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A terminal to try by hand: draws a box with every role and glyph, echoes keys. ctrl-z stops it, {@code o} shows a
 * pager, {@code b} rings, {@code p} says the process id, {@code x} throws, {@code q} leaves.
 */
public final class TerminalDemo implements Program<Optional<Input>> {
    private final Deque<String> log = new ArrayDeque<>();
    private final AtomicReference<@Nullable Display> display = new AtomicReference<>();
    private Runnable stop = () -> {};
    private int ticks;

    public static void main(String[] args) throws Exception {
        TerminalDemo demo = new TerminalDemo();
        Loop<Optional<Input>> loop = new Loop<>(demo);
        demo.stop = loop::stop;
        try (TtyScreen screen = TtyScreen.open(TerminalSetup.of(null, System.getenv()), loop::input)) {
            demo.display.set(screen);
            loop.run(screen);
        } catch (IOException e) {
            System.err.println("demo: " + e.getMessage());
            System.exit(2);
        }
        System.out.println("left after " + demo.ticks + " ticks");
    }

    @Override
    public Optional<Input> input(Input input) {
        return Optional.of(input);
    }

    @Override
    public Optional<Input> tick() {
        return Optional.empty();
    }

    @Override
    public void handle(Optional<Input> message) {
        message.ifPresentOrElse(this::take, () -> ticks++);
    }

    private void take(Input message) {
        log.addFirst(message instanceof Key key ? key.label() + "   " + key : message.toString());
        Display screen = display.get();
        if (screen != null && message instanceof Key key) {
            act(key.label(), screen);
        }
    }

    private void act(String label, Display screen) {
        switch (label) {
            case "q" -> stop.run();
            case "b" -> screen.bell();
            case "p" -> log.addFirst("pid " + ProcessHandle.current().pid());
            case "x" -> throw new IllegalStateException("asked to fail");
            case "ctrl-z" -> screen.suspend();
            case "o" -> screen.outside(TerminalDemo::page);
            default -> {}
        }
    }

    private static void page() {
        try {
            new ProcessBuilder("sh", "-c", "seq 200 | less").inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Frame view(Size size) {
        Canvas canvas = new Canvas(size);
        canvas.fill(canvas.whole().top(1), " ", Role.HEADER);
        canvas.put(1, 0, "DEMO  " + size.cols() + " × " + size.rows(), Role.HEADER);
        canvas.putRight(size.cols() - 1, 0, "ticks " + ticks, Role.HEADER);
        Rect body = canvas.whole().below(1);
        canvas.box(body, "Roles", Role.BORDER_FOCUS, Role.TITLE);
        Canvas inside = canvas.in(body.inset(1));
        int y = 0;
        for (Role role : Role.values()) {
            inside.put(1, y++, role.name(), role);
        }
        StringBuilder glyphs = new StringBuilder();
        for (Glyph glyph : Glyph.values()) {
            glyphs.append(glyph.text()).append(' ');
        }
        inside.put(20, 0, glyphs.toString(), Role.NORMAL);
        inside.put(20, 1, "wide 漢字カナ한글 | emoji 🚀👩‍💻✅ | marks e\u0301a\u0308 | thai กำ |", Role.NORMAL);
        inside.put(20, 2, "hostile \u001b[31m \u0007 \u202Eabc \u009b2J |", Role.NORMAL);
        inside.bar(20, 3, 30, (ticks % 31) / 30.0);
        y = 5;
        for (String line : List.copyOf(log)) {
            inside.put(20, y++, line, Role.NORMAL);
        }
        inside.highlight(new Rect(20, 5, inside.cols() - 21, 1), Role.SELECTED);
        return canvas.frame();
    }
}
