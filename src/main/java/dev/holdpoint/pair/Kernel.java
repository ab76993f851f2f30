package dev.holdpoint.pair;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The calls of Linux (unix(7), socket(7), getpwnam(3)) with which a run listens. Java has Unix-domain sockets of its own, but tells of the
 * peer (SO_PEERCRED) only user and group: who became root is known by the process alone. Descriptors are plain numbers; whoever has
 * accepted one closes it, once, when no other thread uses it any more.
 */
final class Kernel {
    /** The kernel has no longer path for a socket (unix(7): 108 bytes, one of them the last). */
    static final int LONGEST_PATH = 107;

    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_SNDTIMEO = 21;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int SHUT_RDWR = 2;
    private static final int EINTR = 4;
    private static final int ADDRESS_BYTES = 110;
    private static final int BACKLOG = 16;

    private static final MethodHandle SOCKET =
            link("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle BIND = link("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle LISTEN = link("listen", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle ACCEPT =
            link("accept4", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    private static final MethodHandle GETSOCKOPT =
            link("getsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SETSOCKOPT =
            link("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle RECV =
            link("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle SEND =
            link("send", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private static final MethodHandle SHUTDOWN = link("shutdown", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE = link("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle GETPWUID = link("getpwuid", FunctionDescriptor.of(ADDRESS, JAVA_INT));

    private Kernel() {}

    /** Which process was at the other end when it connected. */
    record Credentials(int pid, long uid) {}

    /** A socket that listens at {@code path}, which must not be there yet. */
    static int listen(Path path) throws IOException {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST_PATH) {
            throw new IOException(path + " is too long for a socket");
        }
        try (Arena arena = Arena.ofConfined()) {
            int fd = (int) call(arena, "socket", SOCKET, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
            try {
                MemorySegment address = arena.allocate(ADDRESS_BYTES, 2);
                address.set(JAVA_SHORT, 0, (short) AF_UNIX);
                MemorySegment.copy(name, 0, address, JAVA_BYTE, 2, name.length);
                call(arena, "bind", BIND, fd, address, ADDRESS_BYTES);
                call(arena, "listen", LISTEN, fd, BACKLOG);
                return fd;
            } catch (IOException e) {
                close(fd);
                throw e;
            }
        }
    }

    /** Waits for somebody. {@link #shutdown} of the listener ends the wait with an exception. */
    static int accept(int listener) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            return (int) call(arena, "accept", ACCEPT, listener, MemorySegment.NULL, MemorySegment.NULL, SOCK_CLOEXEC);
        }
    }

    static Credentials peer(int fd) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment ucred = arena.allocate(12, 4);
            MemorySegment length = arena.allocateFrom(JAVA_INT, 12);
            call(arena, "getsockopt", GETSOCKOPT, fd, SOL_SOCKET, SO_PEERCRED, ucred, length);
            return new Credentials(ucred.get(JAVA_INT, 0), Integer.toUnsignedLong(ucred.get(JAVA_INT, 4)));
        }
    }

    /** How long a read and a write may take; zero is for ever. */
    static void patience(int fd, Duration reading, Duration writing) throws IOException {
        timeout(fd, SO_RCVTIMEO, reading);
        timeout(fd, SO_SNDTIMEO, writing);
    }

    private static void timeout(int fd, int option, Duration time) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment timeval = arena.allocate(16, 8);
            timeval.set(JAVA_LONG, 0, time.toSeconds());
            timeval.set(JAVA_LONG, 8, time.toNanosPart() / 1000);
            call(arena, "setsockopt", SETSOCKOPT, fd, SOL_SOCKET, option, timeval, 16);
        }
    }

    /** Reads what there is, at least one byte. @return bytes read; 0 at the end */
    static int receive(int fd, byte[] into) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(into.length);
            int count = (int) call(arena, "recv", RECV, fd, buffer, (long) into.length, 0);
            MemorySegment.copy(buffer, JAVA_BYTE, 0, into, 0, count);
            return count;
        }
    }

    /** Writes all of it. */
    static void send(int fd, byte[] bytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocateFrom(JAVA_BYTE, bytes);
            for (long at = 0; at < bytes.length; ) {
                at += call(arena, "send", SEND, fd, buffer.asSlice(at), bytes.length - at, MSG_NOSIGNAL);
            }
        }
    }

    /** Ends every read and write on it, also of other threads. */
    static void shutdown(int fd) {
        try {
            int ignored = (int) SHUTDOWN.invoke(State.FORGOTTEN, fd, SHUT_RDWR);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void close(int fd) {
        try {
            int ignored = (int) CLOSE.invoke(State.FORGOTTEN, fd);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The name of a user; empty where the machine has none with this number. */
    @SuppressWarnings("restricted") // the launcher enables native access
    static synchronized Optional<String> user(long uid) {
        try {
            MemorySegment passwd = (MemorySegment) GETPWUID.invoke(State.FORGOTTEN, (int) uid);
            if (passwd.equals(MemorySegment.NULL)) {
                return Optional.empty();
            }
            // struct passwd begins with the name (getpwnam(3)).
            MemorySegment name = passwd.reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
            return Optional.of(name.reinterpret(1024).getString(0));
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static long call(Arena arena, String what, MethodHandle function, Object... arguments) throws IOException {
        MemorySegment state = arena.allocate(State.LAYOUT);
        Object[] all = new Object[arguments.length + 1];
        all[0] = state;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        for (; ; ) {
            long result;
            try {
                result = ((Number) function.invokeWithArguments(all)).longValue();
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            }
            int error = state.get(JAVA_INT, State.ERRNO);
            if (result >= 0) {
                return result;
            }
            if (error != EINTR) {
                throw new IOException(what + " failed with error " + error);
            }
        }
    }

    @SuppressWarnings("restricted") // the launcher enables native access
    private static MethodHandle link(String name, FunctionDescriptor shape) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name), shape, Linker.Option.captureCallState("errno"));
    }

    /** Where a call leaves its error. */
    private static final class State {
        static final MemoryLayout LAYOUT = Linker.Option.captureStateLayout();
        static final long ERRNO = LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("errno"));

        /** For calls whose error nobody asks for. */
        static final MemorySegment FORGOTTEN = Arena.global().allocate(LAYOUT);
    }
}
