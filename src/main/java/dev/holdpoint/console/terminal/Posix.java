package dev.holdpoint.console.terminal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The calls of Linux (ioctl_tty(2), poll(2), kill(2)) that a full screen needs and Java does not have.
 * JLine's own terminal would do most of this too, but it puts back attributes without their line speed (B0 hangs up a
 * serial line, {@code stty} then shows {@code speed 0}), and again from a shutdown hook of its own; here the bytes of
 * {@code struct termios} are kept as they were.
 */
final class Posix {
    /** The file descriptor of standard input. */
    static final int STDIN = 0;

    /** The file descriptor of standard output. */
    static final int STDOUT = 1;

    private static final int SIGTSTP = 20; // Linux, signal(7), on all architectures the JDK supports
    private static final long TIOCGWINSZ = 0x5413;
    // ioctl_tty(2), the values of x86-64 and arm64. TCSETS does not drain: that would wait for ever on a line that
    // takes nothing.
    private static final long TCGETS = 0x5401;
    private static final long TCSETS = 0x5402;
    private static final long TCSETSF = 0x5404;
    private static final short POLLIN = 1;

    /** Larger than the kernel's {@code struct termios} (36 bytes). */
    private static final int TERMIOS_BYTES = 64;

    private static final int WINSIZE_BYTES = 8;

    // Where things are in it (asm-generic/termbits.h).
    private static final int INPUT = 0;
    private static final int OUTPUT = 4;
    private static final int CONTROL = 8;
    private static final int LOCAL = 12;
    private static final int VTIME = 17 + 5;
    private static final int VMIN = 17 + 6;

    // What cfmakeraw(3) takes away and gives.
    private static final int INPUT_COOKED = 0x5eb; // IGNBRK BRKINT PARMRK ISTRIP INLCR IGNCR ICRNL IXON
    private static final int INPUT_LINE_ENDS = 0x1c0; // INLCR IGNCR ICRNL
    private static final int OPOST = 0x1;
    private static final int CSIZE_PARENB = 0x130;
    private static final int CS8 = 0x30;
    private static final int LOCAL_COOKED = 0x804b; // ECHO ECHONL ICANON ISIG IEXTEN

    private static final Ioctl IOCTL = Ioctl.ready();

    private Posix() {}

    /** The attributes of a terminal, or null when {@code fd} is none. */
    static byte @Nullable [] attributes(int fd) {
        var termios = new byte[TERMIOS_BYTES];
        return ioctl(fd, TCGETS, termios) == 0 ? termios : null;
    }

    /** Sets attributes as {@link #attributes} gave them; false if refused. */
    static boolean setAttributes(int fd, byte[] attributes) {
        return ioctl(fd, TCSETS, attributes.clone()) == 0;
    }

    /** Sets attributes and throws away what was typed before; waits until what was written has gone out. */
    static void setAttributesAfresh(int fd, byte[] attributes) {
        ioctl(fd, TCSETSF, attributes.clone());
    }

    /** The same attributes with raw mode in them: every key as it is, no echo, no signals, no flow control. */
    static byte[] raw(byte[] attributes) {
        byte[] raw = attributes.clone();
        ByteBuffer termios = ByteBuffer.wrap(raw).order(ByteOrder.nativeOrder());
        termios.putInt(INPUT, termios.getInt(INPUT) & ~INPUT_COOKED);
        termios.putInt(OUTPUT, termios.getInt(OUTPUT) & ~OPOST);
        termios.putInt(CONTROL, (termios.getInt(CONTROL) & ~CSIZE_PARENB) | CS8);
        termios.putInt(LOCAL, termios.getInt(LOCAL) & ~LOCAL_COOKED);
        raw[VMIN] = 1;
        raw[VTIME] = 0;
        return raw;
    }

    /**
     * The same attributes for talking line by line: every key as it is, without echo, and no signals. What comes out stays as it was,
     * and so does flow control: a serial line needs both.
     */
    static byte[] unechoed(byte[] attributes) {
        byte[] silent = attributes.clone();
        ByteBuffer termios = ByteBuffer.wrap(silent).order(ByteOrder.nativeOrder());
        termios.putInt(INPUT, termios.getInt(INPUT) & ~INPUT_LINE_ENDS);
        termios.putInt(LOCAL, termios.getInt(LOCAL) & ~LOCAL_COOKED);
        silent[VMIN] = 1;
        silent[VTIME] = 0;
        return silent;
    }

    /** Columns and rows of a terminal; 80 × 24 where it does not say. */
    static Size size(int fd) {
        var winsize = new byte[WINSIZE_BYTES];
        int failed = ioctl(fd, TIOCGWINSZ, winsize);
        ByteBuffer said = ByteBuffer.wrap(winsize).order(ByteOrder.nativeOrder());
        int rows = said.getShort(0) & 0xffff;
        int cols = said.getShort(2) & 0xffff;
        return failed != 0 || rows == 0 || cols == 0 ? new Size(80, 24) : new Size(cols, rows);
    }

    /** What {@link #poll} found. */
    enum Ready {
        /** Something can be read, or the end. */
        YES,
        /** The time is over. */
        NO,
        /** A signal came in between, or the descriptor is bad. */
        BROKEN
    }

    /**
     * Waits until {@code fd} can be read.
     *
     * @param millis -1 waits for ever
     */
    static Ready poll(int fd, int millis) {
        int found = Linked.poll(fd, POLLIN, millis);
        return found > 0 ? Ready.YES : found == 0 ? Ready.NO : Ready.BROKEN;
    }

    /** Stops this process group, as the terminal itself does on ctrl-z. */
    static void stopGroup() {
        Linked.kill(0, SIGTSTP);
    }

    /** Makes the calls ready that a first frame needs, by asking what changes nothing. */
    static void prepare() {
        size(STDOUT);
    }

    private static int ioctl(int fd, long request, byte[] bytes) {
        var words = new int[bytes.length / Integer.BYTES];
        var both = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asIntBuffer();
        both.get(words);
        int result = IOCTL.call(fd, request, words);
        both.put(0, words);
        return result;
    }
}
