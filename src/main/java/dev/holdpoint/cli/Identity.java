package dev.holdpoint.cli;

import dev.holdpoint.journal.RunLock.Holder;
import dev.holdpoint.pair.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Who runs this program, and where. */
record Identity(String user, String host, String terminal) {
    static Identity here() {
        return new Identity(Person.self().name(), hostname(), terminalName());
    }

    Holder holding() {
        return new Holder(user, ProcessHandle.current().pid(), host, terminal, Instant.now());
    }

    /** From the kernel, without a look-up in the network. */
    private static String hostname() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return System.getenv().getOrDefault("HOSTNAME", "this machine");
        }
    }

    private static String terminalName() {
        try {
            var target = Files.readSymbolicLink(Path.of("/proc/self/fd/0")).toString();
            return target.startsWith("/dev/") && !target.equals("/dev/null") ? target.substring(5) : "no terminal";
        } catch (IOException e) {
            return "no terminal";
        }
    }
}
