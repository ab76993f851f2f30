package dev.holdpoint.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The servers and applications of one rehearsal. It leaves nothing behind: everything it runs and writes is in one folder,
 * which a watchdog clears when the lab is closed, and also when this program is killed.
 */
public final class Lab implements AutoCloseable {
    /** How long a lab waits for an operator who has left a rehearsal and means to come back. */
    public static final Duration GRACE = Duration.ofHours(1);

    private final Path folder;
    private final Watchdog watchdog;
    private final Papers papers;
    private @Nullable Application application;
    private @Nullable LabHosts hosts;
    private @Nullable LabService service;

    private Lab(Path folder, Watchdog watchdog, Papers papers) {
        this.folder = folder;
        this.watchdog = watchdog;
        this.papers = papers;
    }

    /** As {@link #start(Path, Path, Path, Consumer)}, with the user's cache and in silence. */
    public static Lab start(Path fixture, Path folder) {
        return start(fixture, folder, cache(), line -> {});
    }

    /**
     * Starts the lab that a fixture asks for and waits until its servers take connections.
     *
     * @param fixture the checklist's fixture file
     * @param folder where it lives; made here, removed when the lab is closed, and with it the folder around it where that was made here too and
     *     nothing else is in it
     * @param cache where programs and data are kept for the next time
     * @param says hears what is going on, a line at a time
     * @throws LabProblem with one line for the operator
     */
    public static Lab start(Path fixture, Path folder, Path cache, Consumer<String> says) {
        var wanted = Fixture.read(fixture);
        var around = folder.toAbsolutePath().getParent();
        var ours = around == null || Files.exists(around) ? null : around;
        makePrivate(folder);
        var home = real(folder);
        var watchdog = Watchdog.over(home, ours);
        try {
            var papers = Papers.fresh(wanted);
            papers.write(home);
            if (!wanted.servers().isEmpty()) {
                openAll(wanted, papers, cache, home, watchdog, says);
            }
            LabHosts.lay(home, wanted.hosts(), papers.hosts());
            var application = wanted.application();
            if (application != null) {
                Application.lay(home.resolve("application"), papers.server(application.uses()));
            }
            var lab = new Lab(home, watchdog, papers);
            lab.startOurs();
            return lab;
        } catch (IOException e) {
            watchdog.close();
            throw new LabProblem("the lab cannot be made in " + folder + " (" + e.getMessage() + ")", e);
        } catch (RuntimeException e) {
            watchdog.close();
            throw e;
        }
    }

    /** Whether nothing is there any more to take over. */
    public static boolean gone(Path folder) {
        return !Files.isRegularFile(folder.resolve("papers.json"));
    }

    /**
     * Takes over a lab that was left with {@link #leave}.
     *
     * @throws LabProblem when it is gone, or another program has it
     */
    public static Lab resume(Path folder) {
        mustBeThere(folder);
        var home = real(folder);
        Watchdog.awaitFree(home);
        mustBeThere(folder);
        var watchdog = Watchdog.over(home, null);
        try {
            var lab = new Lab(home, watchdog, Papers.read(home));
            lab.papers.servers().values().forEach(it -> it.awaitReady(home));
            lab.startOurs();
            return lab;
        } catch (IOException | RuntimeException e) {
            watchdog.close();
            throw e instanceof LabProblem problem
                    ? problem
                    : new LabProblem("the lab in " + folder + " cannot be taken over (" + e.getMessage() + ")", e);
        }
    }

    private static void mustBeThere(Path folder) {
        if (gone(folder)) {
            throw new LabProblem("the lab of this rehearsal is gone: it is kept for " + GRACE.toMinutes()
                    + " minutes after leaving, and not at all when the program is killed; start a new rehearsal");
        }
    }

    /**
     * A value for each variable of the checklist that the fixture knows. In the fixture, <code>${SERVER.host}</code>,
     * {@code .port}, {@code .user} and {@code .password} stand for a server's, <code>${HOST.ssh}</code> and {@code .home} for what {@code ssh} calls a
     * host and for its folder, <code>${application.url}</code> and
     * {@code .control} for the stand-in's address and program.
     *
     * @return by variable, passwords in the clear
     */
    public Map<String, String> values() {
        var values = new HashMap<String, String>();
        papers.fixture().values().forEach((name, text) -> values.put(name, papers.replaced(text, folder)));
        return Map.copyOf(values);
    }

    /** What {@code ssh} must read to reach the lab's hosts; empty where it has none. */
    public Optional<Path> sshConfig() {
        return papers.hosts().isEmpty() ? Optional.empty() : Optional.of(LabHosts.config(folder));
    }

    /** Lets the servers run on for {@code grace} so that {@link #resume} finds them; after that the watchdog clears up. */
    public void leave(Duration grace) {
        stopOurs();
        watchdog.leave(grace);
    }

    /** Stops everything and removes the lab's folder. */
    @Override
    public void close() {
        stopOurs();
        watchdog.close();
    }

    /** {@code $XDG_CACHE_HOME/holdpoint}, or the folder that stands for it. */
    public static Path cache() {
        var named = System.getenv("XDG_CACHE_HOME");
        var base =
                named == null || named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        return base.resolve("holdpoint");
    }

    private static void openAll(
            Fixture wanted, Papers papers, Path cache, Path home, Watchdog watchdog, Consumer<String> says)
            throws IOException {
        makePrivate(cache);
        var programs = Programs.in(real(cache), says);
        var seed = Seed.of(wanted, programs, real(cache), says);
        says.accept("Starting " + wanted.servers().size() + " servers");
        Seed.each(papers.servers(), (name, server) -> open(server, papers, seed, programs, home, watchdog));
    }

    private static void open(Server server, Papers papers, Seed seed, Programs programs, Path home, Watchdog watchdog)
            throws IOException {
        Files.createDirectories(Server.folder(home, server.name()));
        seed.copy(server.name(), server.data(home));
        var passwords = new LinkedHashMap<>(Map.of(server.user(), server.password()));
        var wanted = papers.fixture().application();
        if (wanted != null) {
            passwords.put(wanted.role(), papers.applicationPassword());
        }
        Server.passwords(programs, server.data(home), passwords);
        server.writeStart(programs, home);
        watchdog.start(server.name());
        server.awaitReady(home);
    }

    /** What lives in this program. */
    private void startOurs() throws IOException {
        hosts = LabHosts.start(folder, papers.hosts());
        var served = papers.fixture().service();
        if (served != null) {
            service = LabService.start(served, folder, papers.servicePort());
        }
        var wanted = papers.fixture().application();
        if (wanted != null) {
            application = Application.start(
                    wanted, papers.applicationPassword(), folder.resolve("application"), papers.applicationPort());
        }
    }

    private void stopOurs() {
        if (hosts != null) {
            hosts.close();
            hosts = null;
        }
        if (service != null) {
            service.close();
            service = null;
        }
        if (application != null) {
            application.close();
            application = null;
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new LabProblem(folder + " is not there (" + e.getMessage() + ")", e);
        }
    }

    private static void makePrivate(Path folder) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new LabProblem(folder + " cannot be made (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public String toString() {
        return papers.servers().values().stream().map(Server::toString).collect(Collectors.joining(", "));
    }
}
