package dev.holdpoint.pair;

import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Intent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The socket of a run. Everybody on the machine can knock; who they are is the kernel's word, and only reviewers, root and the driver's own
 * user are let in. Whatever a guest does, the run goes on: a guest has a thread of its own, and is shown out for the first thing that is
 * not as it should be.
 */
public final class Door implements AutoCloseable {
    /** More than ever watch one run; each has a thread. */
    private static final int MOST_GUESTS = 32;

    private static final Duration GREETING = Duration.ofSeconds(10);
    private static final Duration WRITING = Duration.ofSeconds(5);

    private final Host host;
    private final Path place;
    private final int listener;
    private final long mine;
    private final Set<Guest> guests = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean closed;

    /** The one thing that a guest may want of a run. */
    @FunctionalInterface
    public interface Approver {
        CompletableFuture<Decision> approve(Intent.ApproveHold intent);
    }

    /** What the driver's own user may ask of a program whose terminal is gone: to leave, so that another can drive. Waits for the answer. */
    @FunctionalInterface
    public interface HandOver {
        Decision ask() throws InterruptedException;
    }

    private Door(Host host, Path place) throws IOException {
        this.host = host;
        this.place = place;
        this.mine = Meeting.owner(Path.of("/proc/self").toRealPath());
        this.listener = listen(place);
        this.thread = Thread.ofPlatform().name("door").daemon().unstarted(this::welcome);
    }

    /**
     * Opens the door of a run.
     *
     * @throws IOException where it cannot be opened: why, in words for the operator
     */
    public static Door open(Host host, Meeting meeting) throws IOException {
        var place = meeting.place(host.run());
        removeLeftover(place);
        sweep(place);
        var door = new Door(host, place);
        door.thread.start();
        return door;
    }

    /** Whoever finds the socket is heard: it gets its name when it listens and everybody may speak to it. */
    private static int listen(Path place) throws IOException {
        var unnamed = place.resolveSibling(place.getFileName() + ".new");
        Files.deleteIfExists(unnamed);
        int fd = Kernel.listen(unnamed);
        try {
            Files.setPosixFilePermissions(unnamed, PosixFilePermissions.fromString("rw-rw-rw-"));
            Files.move(unnamed, place, StandardCopyOption.ATOMIC_MOVE);
            return fd;
        } catch (IOException e) {
            Kernel.close(fd);
            throw e;
        }
    }

    /** A program that was killed leaves its socket behind; one that lives answers at it. */
    private static void removeLeftover(Path place) throws IOException {
        if (Files.notExists(place, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!lives(place)) {
            Files.deleteIfExists(place);
            return;
        }
        throw new IOException("another run of yours with the same id has its socket there");
    }

    /** Not waited for: a program that is suspended takes nobody in, and as many as knock at it in vain stand before its door until it does. */
    private static boolean lives(Path place) {
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            channel.connect(UnixDomainSocketAddress.of(place));
            return true;
        } catch (ConnectException nobodyListens) {
            return false;
        } catch (IOException full) {
            return true;
        }
    }

    /** What other runs of this user's have left behind when they were killed. A socket has its name only while somebody listens at it. */
    private static void sweep(Path place) throws IOException {
        try (var all = Files.newDirectoryStream(place.resolveSibling(""), "*.sock")) {
            for (var socket : all) {
                if (!socket.equals(place)) {
                    sweepOne(socket);
                }
            }
        }
    }

    private static void sweepOne(Path socket) {
        try {
            removeLeftover(socket);
        } catch (IOException lives) {
            // Somebody listens there: another run.
        }
    }

    private void welcome() {
        while (!closed) {
            try {
                knock(Kernel.accept(listener));
            } catch (IOException e) {
                // Out of descriptors, or closed: there is nobody to tell, and the next one may have more luck.
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    /** Owns the descriptor until a guest does. */
    private void knock(int fd) {
        try {
            Kernel.patience(fd, GREETING, WRITING);
            var peer = Kernel.peer(fd);
            var who = who(peer);
            boolean own = peer.uid() == 0 || peer.uid() == mine;
            // A file that does not count keeps nobody out who does not come by it.
            var reviewers =
                    own ? host.reviewers().namesIfTrusted() : host.reviewers().names();
            var reviewer = reviewers.contains(who.name());
            if (!reviewer && !own) {
                throw new IOException(who.name() + " is not known at this run: "
                        + host.reviewers().file() + " names who may come");
            }
            if (!own && guests.size() >= MOST_GUESTS) {
                throw new IOException("too many watch this run already");
            }
            var guest = new Guest(fd, who.name(), reviewer, peer.uid() == mine, host, guests::remove);
            guests.add(guest);
            guest.start();
        } catch (IOException | RuntimeException e) {
            refuse(fd, String.valueOf(e.getMessage()));
        }
    }

    /** The driver has one name, whichever way it is asked for. */
    private Person who(Kernel.Credentials peer) throws IOException {
        var who = Person.of(peer);
        return who.uid() == host.driver().uid() ? host.driver() : who;
    }

    private static void refuse(int fd, String why) {
        try {
            Kernel.send(fd, Wire.line("refused", java.util.Map.of("says", why)));
        } catch (IOException gone) {
            // Who does not listen need not be told.
        } finally {
            Kernel.close(fd);
        }
    }

    /** Who watches the run now, each once, by name. */
    public List<String> watching() {
        return guests.stream()
                .filter(Guest::watches)
                .map(Guest::name)
                .distinct()
                .sorted()
                .toList();
    }

    /** Shows everybody out. */
    @Override
    public void close() {
        closed = true;
        Kernel.shutdown(listener);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Kernel.close(listener);
        guests.forEach(Guest::showOut);
        try {
            Files.deleteIfExists(place);
        } catch (IOException e) {
            // A leftover: the next door of this run removes it.
            return;
        }
    }
}
