package dev.holdpoint.cli;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.rehearsal.Lab;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Run;
import dev.holdpoint.run.StepState;
import dev.holdpoint.target.host.OwnSshd;
import dev.holdpoint.target.host.ssh.SshSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The downtime of a warm move: {@code checklists/parts/warm-move.yml} when the run is told to run on to the next hold point, against the
 * commands of the guide in a shell script over plain {@code ssh}; the same two servers, the same files. rsync does not copy from one remote
 * place to another, so the script runs the guide's rsync on the old host. Run by {@code scripts/bench warm-move}.
 */
final class WarmMoveBench {
    private static final int FILES = 200;

    private static final Pattern FIELD = Pattern.compile("\"(at|type|step)\":\"([^\"]+)\"");

    /** What the service writes while the first copy is made: 20 MB of 1 GB. */
    private static final String WRITES =
            "for i in 3 50 101 180; do head -c $size /dev/urandom >\"$state/data/$((i % 7))/object $i\"; done";

    private static final String GUIDE = """
            set -eu
            now() { date +%s%N; }
            on() { ssh -F "$config" "$@"; }
            on old "rsync -avz --progress '$state/' 'new:$target/'" >/dev/null
            on old "state='$state' size=$size; $writes"
            begun=$(now)
            on old 'systemctl stop app'
            on old "rsync -avz --progress '$state/' 'new:$target/'" >/dev/null
            copied=$(now)
            on new 'systemctl start app'
            [ "$(on new 'systemctl is-active app')" = active ]
            ended=$(now)
            # Not in the guide: what the checklist proves before it starts the service, by the plainest commands. Each file is the same.
            sums='find . -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum'
            on old "cd '$state' && $sums" >"$room/sums" &
            new=$(on new "cd '$target' && $sums")
            wait
            [ "$new" = "$(cat "$room/sums")" ]
            proved=$(now)
            echo "$(((copied - begun) / 1000000)) $(((ended - begun) / 1000000)) $(((proved - ended) / 1000000))"
            """;

    private final Path folder;
    private final int size;
    private final OwnSshd old;
    private final OwnSshd fresh;
    private int moves;

    private WarmMoveBench(Path folder, int size) throws Exception {
        this.folder = folder;
        this.size = size;
        this.old = host("old");
        this.fresh = host("new");
        var known = old.knownHosts() + " " + fresh.knownHosts();
        Files.writeString(config(), """
                Host old
                  Port %d
                  IdentityFile %s
                Host new
                  Port %d
                  IdentityFile %s
                Host *
                  HostName 127.0.0.1
                  UserKnownHostsFile %s
                  GlobalKnownHostsFile /dev/null
                  IdentitiesOnly yes
                """.formatted(old.port(), old.key(), fresh.port(), fresh.key(), known));
    }

    /** @param args rounds, and megabytes of state */
    public static void main(String[] args) throws Exception {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        int megabytes = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
        var folder = Files.createTempDirectory(Path.of("/tmp"), "warm-");
        var bench = new WarmMoveBench(folder, megabytes * 1_000_000 / FILES);
        try {
            bench.compare(rounds);
        } finally {
            bench.old.close();
            bench.fresh.close();
            OwnSshd.run("rm", "-rf", "--", folder.toString());
        }
    }

    private void compare(int rounds) throws Exception {
        sh("""
                i=0
                while [ $i -lt %d ]; do
                    mkdir -p "$state/data/$((i %% 7))"
                    head -c $size /dev/urandom >"$state/data/$((i %% 7))/object $i"
                    i=$((i + 1))
                done
                """.formatted(FILES));
        var ours = new ArrayList<Double>();
        var guides = new ArrayList<Double>();
        var guideProofs = new ArrayList<Double>();
        for (int i = 0; i < rounds; i++) {
            var guide = guide();
            say("guide", guide);
            guides.add(guide.get("downtime"));
            guideProofs.add(guide.get("proof after it"));
            var here = ours();
            say("holdpoint", here);
            ours.add(here.get("downtime"));
        }
        var proven = IntStream.range(0, rounds)
                .mapToObj(it -> guides.get(it) + guideProofs.get(it))
                .toList();
        against("downtime", ours, "the guide's", guides);
        against("downtime", ours, "the guide's with all files compared", proven);
    }

    private static void against(String what, List<Double> ours, String other, List<Double> theirs) {
        System.out.printf(
                Locale.ROOT,
                "%s %.1f s, %s %.1f s: %.2f x (medians)%n",
                what,
                median(ours),
                other,
                median(theirs),
                median(ours) / median(theirs));
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }

    private static void say(String who, Map<String, Double> seconds) {
        var line = new StringBuilder(String.format(Locale.ROOT, "%-10s", who));
        seconds.forEach((what, took) -> line.append(String.format(Locale.ROOT, "  %s %.2f s", what, took)));
        System.out.println(line);
    }

    private Path config() {
        return folder.resolve("config");
    }

    private Path state() {
        return folder.resolve("old/home/state");
    }

    private Path units(String host) {
        return folder.resolve(host + "-units");
    }

    private OwnSshd host(String name) throws Exception {
        var bin = Files.createDirectories(folder.resolve(name + "-bin"));
        Files.createDirectories(units(name).resolve("app.service"));
        try (var in = Objects.requireNonNull(Lab.class.getResourceAsStream("systemctl"))) {
            program(bin.resolve("systemctl"), new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        // The hosts know each other as we know them.
        program(bin.resolve("ssh"), "#!/bin/sh\nPATH=${PATH#*:}\nexec ssh -F '" + config() + "' \"$@\"\n");
        // Of two lines SetEnv the first one counts.
        return OwnSshd.start(
                folder.resolve(name),
                "SetEnv HOME=%s PATH=%s:%s HOLDPOINT_UNITS=%s HOLDPOINT_LAB_MACHINE=%s"
                        .formatted(
                                folder.resolve(name).resolve("home"),
                                bin,
                                System.getenv("PATH"),
                                units(name),
                                "lab-" + name));
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Nothing is on the new host, and the service runs on the old one. */
    private Path ready() throws Exception {
        var target = folder.resolve("new/home/state-" + ++moves);
        sh("HOLDPOINT_UNITS=\"$new\" \"$systemctl\" stop app; HOLDPOINT_UNITS=\"$old\" \"$systemctl\" start app; sync");
        return target;
    }

    private String sh(String script) throws Exception {
        var process = new ProcessBuilder("sh", "-ec", script).redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment()
                .putAll(Map.of(
                        "config", config().toString(),
                        "room", folder.toString(),
                        "state", state().toString(),
                        "target", folder.resolve("new/home/state-" + moves).toString(),
                        "size", Integer.toString(size),
                        "writes", WRITES,
                        "systemctl", folder.resolve("old-bin/systemctl").toString(),
                        "old", units("old").toString(),
                        "new", units("new").toString()));
        var started = process.start();
        var said = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (started.waitFor() != 0) {
            throw new IOException("a script failed: " + said);
        }
        return said.strip();
    }

    private Map<String, Double> guide() throws Exception {
        var target = ready();
        var said = sh(GUIDE).split(" ", -1);
        OwnSshd.run("rm", "-rf", "--", target.toString());
        var seconds = new LinkedHashMap<String, Double>();
        seconds.put("downtime", Double.parseDouble(said[1]) / 1e3);
        seconds.put("of it stop and copy", Double.parseDouble(said[0]) / 1e3);
        seconds.put("proof after it", Double.parseDouble(said[2]) / 1e3);
        return seconds;
    }

    private Map<String, Double> ours() throws Exception {
        var target = ready();
        var room = Files.createDirectory(folder.resolve("run-" + moves));
        Files.writeString(room.resolve("warm-move.yml"), part());
        var test = TestRun.of(room, """
                checklist: A warm move
                hosts: { old: { ssh: old }, new: { ssh: new } }
                phases:
                  - phase: One
                    steps:
                      - step: move
                        use: warm-move.yml
                        with: { old: old, new: new, unit: app, old_state: "%s", new_state: "%s", steady: 0s }
                      - step: serves
                        check: [ { service: { on: new, unit: app } } ]
                        downtime: ends
                      - step: over
                        manual: It is over.
                        hold:
                          because: Nothing more is measured.
                          checks: [ { service: { on: new, unit: app, steady: 2s } } ]
                """.formatted(state(), target))
                .by(new SshSettings(List.of("-F", config().toString()), Duration.ofSeconds(5), Duration.ofSeconds(10)));
        test.begin(robot -> {
            robot.waits(Duration.ofMinutes(10)).does(new Intent.SetVariables(Values.NONE));
            for (var host : List.of("connect.old", "connect.new")) {
                robot.does(new Intent.StartStep(host)).awaits(host, StepState.DONE);
            }
            robot.does(new Intent.RunOn());
            var run = robot.await("its end", it -> it.downtimeEnded() != null || failed(it));
            if (failed(run)) {
                throw new AssertionError(run.plan().stops().stream()
                        .map(it -> it.id() + " " + run.status(it).state() + " "
                                + run.status(it).says())
                        .toList());
            }
            robot.does(new Intent.Leave());
        });
        OwnSshd.run("rm", "-rf", "--", target.toString());
        return seconds(test.paths.journal());
    }

    private static boolean failed(Run run) {
        return run.plan().stops().stream().anyMatch(it -> run.status(it).state() == StepState.FAILED);
    }

    /** The part as it is, and what the service writes before it is stopped. */
    private String part() throws IOException {
        var text = Files.readString(Path.of("checklists/parts/warm-move.yml"));
        var writes = """
                  - step: writes
                    on: "${old}"
                    shell: |
                      state='%s'; size=%d
                      %s
                    undo: [ { shell: "echo nothing to take back" } ]
                """.formatted(state(), size, WRITES);
        var stop = "  - step: stop\n";
        if (!text.contains(stop)) {
            throw new IllegalStateException("the part has no step stop any more");
        }
        return text.replace(stop, writes + stop);
    }

    /** What the journal says. */
    private static Map<String, Double> seconds(Path journal) throws IOException {
        var at = new TreeMap<String, Instant>();
        for (var line : Files.readAllLines(journal)) {
            var fields = new TreeMap<String, String>();
            var field = FIELD.matcher(line);
            while (field.find()) {
                fields.putIfAbsent(field.group(1), field.group(2));
            }
            if (fields.containsKey("at")) {
                at.put(fields.get("type") + " " + fields.getOrDefault("step", ""), Instant.parse(fields.get("at")));
            }
        }
        var seconds = new LinkedHashMap<String, Double>();
        seconds.put("downtime", between(at, "downtime.started move.stop", "downtime.ended serves"));
        seconds.put("of it stop", between(at, "step.started move.stop", "step.done move.stop"));
        seconds.put("of it copy", between(at, "step.started move.final", "step.verifying move.final"));
        seconds.put("of it files.same", between(at, "step.verifying move.final", "step.done move.final"));
        seconds.put("of it start", between(at, "step.started move.start", "step.done move.start"));
        seconds.put("of it check", between(at, "step.started serves", "step.done serves"));
        return seconds;
    }

    private static double between(Map<String, Instant> at, String from, String to) {
        if (!at.containsKey(from) || !at.containsKey(to)) {
            throw new IllegalStateException("the journal lacks " + from + " or " + to + ": " + at);
        }
        return Duration.between(at.get(from), at.get(to)).toMillis() / 1e3;
    }
}
