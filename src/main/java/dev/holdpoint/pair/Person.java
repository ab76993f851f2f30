package dev.holdpoint.pair;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * Who somebody is, as far as the kernel knows: the user that they logged in as (the audit login uid, credentials(7), which stays the same
 * through su and sudo), and where nobody has set that, the user that their process runs as. So two people who both became root are two,
 * and one who became somebody else is still one.
 */
public record Person(long uid, String name) {
    private static final Path PROC = Path.of("/proc");
    private static final String SELF = "self";
    private static final long UNSET = 0xffff_ffffL;

    /** Whoever runs this program. */
    public static Person self() {
        return self(PROC);
    }

    static Person self(Path proc) {
        var me = proc.resolve(SELF);
        try {
            long uid = ((Integer) Files.getAttribute(me, "unix:uid")).longValue();
            long login = login(me).orElse(uid);
            // The JVM has asked for the name of its own user already; asking again costs a start milliseconds.
            return login == uid ? new Person(uid, System.getProperty("user.name", String.valueOf(uid))) : of(login);
        } catch (IOException e) {
            return new Person(-1, System.getProperty("user.name", "unknown"));
        }
    }

    static Person of(long uid) {
        return new Person(uid, Kernel.user(uid).orElse(String.valueOf(uid)));
    }

    /**
     * Whoever is at the other end of a connection.
     *
     * @throws IOException where nobody can say: the process is gone, or hidden (mount option hidepid)
     */
    static Person of(Kernel.Credentials peer) throws IOException {
        return of(peer, PROC);
    }

    static Person of(Kernel.Credentials peer, Path proc) throws IOException {
        if (Files.notExists(proc.resolve(SELF).resolve("loginuid"))) {
            return of(peer.uid());
        }
        var process = proc.resolve(String.valueOf(peer.pid()));
        var login = login(process);
        // Asked after the login: a process that has ended since, and whose number another one has now, is noticed.
        if (runsAs(process) != peer.uid()) {
            throw new IOException("process " + peer.pid() + " is not what it was");
        }
        return of(login.orElse(peer.uid()));
    }

    private static OptionalLong login(Path process) throws IOException {
        try {
            long uid =
                    Long.parseLong(Files.readString(process.resolve("loginuid")).strip());
            return uid == UNSET ? OptionalLong.empty() : OptionalLong.of(uid);
        } catch (NoSuchFileException withoutAudit) {
            if (process.endsWith(SELF)) {
                return OptionalLong.empty();
            }
            throw withoutAudit;
        } catch (NumberFormatException e) {
            throw new IOException(process + "/loginuid is no number", e);
        }
    }

    /** The effective user (proc_pid_status(5)). */
    private static long runsAs(Path process) throws IOException {
        for (var line : Files.readAllLines(process.resolve("status"))) {
            if (line.startsWith("Uid:")) {
                return Long.parseLong(line.split("\\s+", 4)[2]);
            }
        }
        throw new IOException(process + "/status names no user");
    }
}
