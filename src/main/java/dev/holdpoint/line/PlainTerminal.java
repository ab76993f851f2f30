package dev.holdpoint.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Size;
import org.jline.terminal.impl.AbstractTerminal;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.InfoCmp;
import org.jspecify.annotations.Nullable;

/**
 * What JLine's editor is given for a terminal: our keys, our writer, and abilities that any terminal has. JLine's own terminals put
 * attributes back without their line speed, which hangs up a serial line; here the terminal is {@link
 * dev.holdpoint.console.terminal.TtyLines}, and attributes are only remembered.
 */
final class PlainTerminal extends AbstractTerminal {
    // A line that wraps is edited by small steps of the cursor; there is no way to a place on the screen, no colour, no
    // mode.
    private static final String DUMB = "plain-dumb,\n\tam, bel=^G, cr=\\r, cub1=^H, cud1=\\n, ind=\\n,\n";
    private static final String ANSI =
            "plain-ansi,\n\tam, bel=^G, cr=\\r, cub1=^H, cud1=\\n, ind=\\n, cuf1=\\E[C, cuu1=\\E[A,\n";

    static {
        InfoCmp.setLoadedInfoCmp("plain-dumb", DUMB);
        InfoCmp.setLoadedInfoCmp("plain-ansi", ANSI);
    }

    private final Keys keys;
    private final PrintWriter writer;
    private final OutputStream out;
    private final Attributes attributes = new Attributes();
    private final Size size = new Size(80, 24);

    /** @param dumb the terminal knows no escape sequence at all */
    @SuppressWarnings(
            "this-escape") // as JLine's own terminals do it: the abilities are parsed into fields of its base class
    PlainTerminal(Keys keys, OutputStream out, boolean dumb) throws IOException {
        super("holdpoint", dumb ? "plain-dumb" : "plain-ansi", UTF_8, SignalHandler.SIG_IGN);
        this.keys = keys;
        this.out = out;
        this.writer = new PrintWriter(new OutputStreamWriter(out, UTF_8));
        attributes.setControlChar(ControlChar.VEOF, Ear.CTRL_D);
        parseInfoCmp();
    }

    @Override
    public Keys reader() {
        return keys;
    }

    @Override
    public PrintWriter writer() {
        return writer;
    }

    @Override
    public InputStream input() {
        return InputStream.nullInputStream();
    }

    @Override
    public OutputStream output() {
        return out;
    }

    @Override
    public Attributes getAttributes() {
        return new Attributes(attributes);
    }

    @Override
    public void setAttributes(Attributes wanted) {
        attributes.copy(wanted);
    }

    @Override
    public Size getSize() {
        return new Size(size.getColumns(), size.getRows());
    }

    @Override
    public void setSize(Size now) {
        size.copy(now);
    }

    @Override
    public @Nullable TerminalProvider getProvider() {
        return null;
    }

    @Override
    public @Nullable SystemStream getSystemStream() {
        return null;
    }
}
