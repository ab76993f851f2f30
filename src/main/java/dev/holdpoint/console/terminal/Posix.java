package dev.holdpoint.console.terminal;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
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
    private static final short POLLIN = 1;

    /** Larger than the kernel's {@code struct termios} (36 bytes). */
    private static final int TERMIOS_BYTES = 64;

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

    private static final MemorySegment IOCTL = find("ioctl");
    private static final MemorySegment POLL = find("poll");
    private static final MemorySegment KILL = find("kill");

    private Posix() {}

    /** The attributes of a terminal, or null when {@code fd} is none. */
    static byte @Nullable [] attributes(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TERMIOS_BYTES, 8);
            return call(IOCTL, fd, TCGETS, termios.address()) == 0 ? termios.toArray(JAVA_BYTE) : null;
        }
    }

    /** Sets attributes as {@link #attributes} gave them; false if refused. */
    static boolean setAttributes(int fd, byte[] attributes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment termios = arena.allocate(TERMIOS_BYTES, 8);
            MemorySegment.copy(attributes, 0, termios, JAVA_BYTE, 0, TERMIOS_BYTES);
            return call(IOCTL, fd, TCSETS, termios.address()) == 0;
        }
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
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment winsize = arena.allocate(8, 8);
            int failed = call(IOCTL, fd, TIOCGWINSZ, winsize.address());
            ByteBuffer said = bytes(winsize);
            int rows = said.getShort(0) & 0xffff;
            int cols = said.getShort(2) & 0xffff;
            return failed != 0 || rows == 0 || cols == 0 ? new Size(80, 24) : new Size(cols, rows);
        }
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
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment wanted = arena.allocate(8, 8);
            bytes(wanted).putInt(0, fd).putShort(4, POLLIN);
            int found = call(POLL, wanted.address(), 1, millis);
            return found > 0 ? Ready.YES : found == 0 ? Ready.NO : Ready.BROKEN;
        }
    }

    /** Stops this process group, as the terminal itself does on ctrl-z. */
    static void stopGroup() {
        call(KILL, 0, SIGTSTP, 0);
    }

    /** Links the calls that a screen needs, which costs the first caller tens of milliseconds, by asking what changes nothing. */
    static void prepare() {
        size(STDOUT);
        poll(STDIN, 0);
    }

    /** Not by segment.get(): its handles are put together at first use, as calls are. */
    private static ByteBuffer bytes(MemorySegment segment) {
        return segment.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    private static int call(MemorySegment function, long first, long second, long third) {
        try {
            return (int) (long) Calls.ANY.invokeExact(function, first, second, third);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MemorySegment find(String name) {
        return Linker.nativeLinker().defaultLookup().findOrThrow(name);
    }

    /**
     * One shape for all calls: each shape that is linked costs 10 ms and more of the first frame. On Linux, x86-64 and arm64 (System V ABI,
     * AAPCS64), up to three integers or pointers travel in the same registers whatever their width, a callee looks at the bits of its own
     * type only, and one with a variable number of arguments finds them there too. Of the result the lower half counts.
     */
    private static final class Calls {
        @SuppressWarnings("restricted") // the launcher enables native access
        static final MethodHandle ANY =
                Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }
}
