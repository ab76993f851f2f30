package dev.holdpoint.step.net;

import dev.holdpoint.checklist.AtLeastOne;
import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Script;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code listening}: who still talks to ports of a host. Green where nobody does, besides those who may. */
public final class Listening implements Check<Listening.Spec> {
    private static final int NAMED = 3;

    public record Spec(
            @Doc(value = "the host", example = "old") String on,

            @AtLeastOne @Doc(value = "its ports", example = "[80, 443]")
            List<Integer> port,

            @AtLeastOne
            @Doc(value = "addresses and networks that do not count", example = "[127.0.0.0/8, 100.64.0.7]")
            @Nullable
            List<String> ignore,

            @Doc("what is checked, as a line of a gate") @Nullable
            String label) {
        List<Network> ignored() {
            return ignore == null ? List.of() : ignore.stream().map(Network::of).toList();
        }

        String ports() {
            return port.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
    }

    private static final String LOOK = """
            LC_ALL=C; export LC_ALL
            if command -v ss > /dev/null 2>&1; then ss -Htn state established && echo hp_done=yes
            elif [ -r /proc/net/tcp ]; then
                cat /proc/net/tcp && { [ ! -r /proc/net/tcp6 ] || cat /proc/net/tcp6; } && echo hp_done=yes
            else echo 'neither ss nor /proc/net/tcp is there'; fi""";

    @Override
    public String name() {
        return "listening";
    }

    @Override
    public String says() {
        return "Looks who still talks to ports of a host: established connections by peer, besides those that may be.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> hosts(Spec spec) {
        return List.of(spec.on());
    }

    @Override
    public List<String> problems(Spec spec) {
        var problems = new ArrayList<String>();
        spec.port().stream()
                .filter(it -> it < 1 || it > 65535)
                .forEach(it -> problems.add("port " + it + " does not exist; write 1 to 65535"));
        if (spec.ignore() != null) {
            spec.ignore().stream()
                    .filter(it -> !Network.written(it))
                    .forEach(it ->
                            problems.add("ignore " + it + " is no address or network; write for example 10.0.0.0/8"));
        }
        return List.copyOf(problems);
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        return List.of(
                "on " + spec.on() + ": ss -Htn state established",
                "wants none to port " + spec.ports()
                        + (spec.ignore() == null ? "" : " besides " + String.join(", ", spec.ignore())));
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        try {
            var captured = attempt.capture(spec.on(), Script.of(LOOK, Map.of()));
            if (!captured.output().strip().endsWith("hp_done=yes")) {
                var why = captured.ended() instanceof Ended.Lost(String reason)
                        ? reason
                        : captured.output()
                                .strip()
                                .lines()
                                .reduce((_, it) -> it)
                                .orElse("it says nothing");
                return Evidence.red(
                        label(spec),
                        "cannot see who talks to " + spec.on() + ": " + Hidden.secretsOf(attempt.values(), why),
                        began);
            }
            return seen(spec, captured.output(), began);
        } catch (TargetProblem problem) {
            return Evidence.red(label(spec), String.valueOf(problem.getMessage()), began);
        }
    }

    private Evidence seen(Spec spec, String output, java.time.Instant began) {
        var ignored = spec.ignored();
        var peers = new TreeMap<String, Integer>();
        output.lines()
                .flatMap(it -> Connection.of(it).stream())
                .filter(it -> spec.port().contains(it.localPort()))
                .filter(it -> ignored.stream().noneMatch(network -> network.holds(it.peer())))
                .forEach(it -> peers.merge(it.peer() + " to port " + it.localPort(), 1, Integer::sum));
        if (peers.isEmpty()) {
            return Evidence.green(label(spec), "nobody talks to port " + spec.ports() + " of " + spec.on(), began);
        }
        var lines = peers.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(it -> it.getKey() + (it.getValue() == 1 ? "" : ", " + it.getValue() + " connections"))
                .toList();
        return Evidence.red(
                        label(spec),
                        (peers.size() == 1 ? "1 still talks to " : peers.size() + " still talk to ") + spec.on() + ": "
                                + lines.stream().limit(NAMED).collect(Collectors.joining("; "))
                                + (lines.size() > NAMED ? "; …" : ""),
                        began)
                .with(lines);
    }

    @Override
    public String label(Spec spec) {
        return spec.label() != null ? spec.label() : "nobody talks to port " + spec.ports() + " of " + spec.on();
    }
}
