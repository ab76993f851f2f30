package dev.holdpoint.console.terminal;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Calls of the C library, linked at first use, which costs 40 ms of a processor: what comes before the first frame keeps away from it
 * ({@link Ioctl}).
 *
 * <p>One shape for all calls: each shape that is linked costs 10 ms and more. On Linux, x86-64 and arm64 (System V ABI, AAPCS64), up to
 * three integers or pointers travel in the same registers whatever their width, a callee looks at the bits of its own type only, and one
 * with a variable number of arguments finds them there too. Of the result the lower half counts.
 */
final class Linked {
    @SuppressWarnings("restricted") // the launcher enables native access
    private static final MethodHandle ANY =
            Linker.nativeLinker().downcallHandle(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));

    private static final MemorySegment IOCTL = find("ioctl");
    private static final MemorySegment POLL = find("poll");
    private static final MemorySegment KILL = find("kill");

    private Linked() {}

    /**
     * ioctl(2).
     *
     * @param words what it reads, and what it has written afterwards
     */
    static int ioctl(int fd, long request, int[] words) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate((long) words.length * Integer.BYTES, 8);
            bytes(memory).asIntBuffer().put(words);
            int result = call(IOCTL, fd, request, memory.address());
            bytes(memory).asIntBuffer().get(words);
            return result;
        }
    }

    /**
     * poll(2) of one descriptor.
     *
     * @param millis -1 waits for ever
     * @return how many are ready; negative where it was broken off
     */
    static int poll(int fd, short events, int millis) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment wanted = arena.allocate(8, 8);
            bytes(wanted).putInt(0, fd).putShort(4, events);
            return call(POLL, wanted.address(), 1, millis);
        }
    }

    /** kill(2). */
    static void kill(int pid, int signal) {
        call(KILL, pid, signal, 0);
    }

    /** Not by segment.get(): its handles are put together at first use, as calls are. */
    private static ByteBuffer bytes(MemorySegment segment) {
        return segment.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    private static int call(MemorySegment function, long first, long second, long third) {
        try {
            return (int) (long) ANY.invokeExact(function, first, second, third);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MemorySegment find(String name) {
        return Linker.nativeLinker().defaultLookup().findOrThrow(name);
    }
}
