package dev.holdpoint.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A pseudo-terminal (pty(7)) without a terminal emulator behind it: a program on it, its bytes the moment they come, keys as bytes.
 * Linux only, as everything that is measured here.
 */
public final class Pty implements AutoCloseable {
    private static final int READ_WRITE_NOT_OURS = 0x2 | 0x100 | 0x80000; // O_RDWR | O_NOCTTY | O_CLOEXEC
    private static final long TIOCSWINSZ = 0x5414;
    private static final int CHUNK = 1 << 16;

    private static final MethodHandle OPEN = link("posix_openpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle GRANT = link("grantpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle UNLOCK = link("unlockpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle NAME =
            link("ptsname_r", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle IOCTL = link(
            "ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle READ =
            link("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE =
            link("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle CLOSE = link("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final Arena arena = Arena.ofShared();
    private final MemorySegment in = arena.allocate(CHUNK);
    private final int fd;
    private final File slave;

    public Pty(int cols, int rows) {
        try {
            fd = (int) OPEN.invokeExact(READ_WRITE_NOT_OURS);
            var name = arena.allocate(64);
            var size = arena.allocate(8);
            size.set(JAVA_SHORT, 0, (short) rows);
            size.set(JAVA_SHORT, 2, (short) cols);
            if ((int) GRANT.invokeExact(fd) != 0
                    || (int) UNLOCK.invokeExact(fd) != 0
                    || (int) NAME.invokeExact(fd, name, 64L) != 0
                    || (int) IOCTL.invokeExact(fd, TIOCSWINSZ, size) != 0) {
                throw new IllegalStateException("no pseudo-terminal to be had");
            }
            slave = new File(name.getString(0));
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Starts a program with this as its controlling terminal. */
    public Process start(Map<String, String> environment, List<String> command) throws IOException {
        var words = new ArrayList<>(List.of("setsid", "-cw"));
        words.addAll(command);
        var builder = new ProcessBuilder(words)
                .redirectInput(slave)
                .redirectOutput(slave)
                .redirectError(slave);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /**
     * Waits for output.
     *
     * @return how many bytes stand in {@code to} now; -1 once nobody has the terminal open any more
     */
    public int read(byte[] to) {
        try {
            long count = (long) READ.invokeExact(fd, in, (long) Math.min(to.length, CHUNK));
            if (count <= 0) {
                return -1;
            }
            MemorySegment.copy(in, JAVA_BYTE, 0, to, 0, (int) count);
            return (int) count;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Types. */
    public void type(byte... keys) {
        try (var frame = Arena.ofConfined()) {
            var bytes = frame.allocateFrom(JAVA_BYTE, keys);
            if ((long) WRITE.invokeExact(fd, bytes, (long) keys.length) != keys.length) {
                throw new IllegalStateException("the terminal takes no keys");
            }
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        try {
            int ignored = (int) CLOSE.invokeExact(fd);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("restricted") // scripts/bench enables native access
    private static MethodHandle link(String name, FunctionDescriptor shape, Linker.Option... options) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape, options);
    }
}
