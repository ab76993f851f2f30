package dev.holdpoint.step.service;

import dev.holdpoint.checklist.DurationText;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Ended;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.PutBack;
import dev.holdpoint.step.Script;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.host.ShellWords;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What systemd on a host says of a unit: systemd.unit(5), org.freedesktop.systemd1(5). */
record Unit(String host, String name, Map<String, String> properties) {
    /** One unit, no pattern: systemctl would stop all that match. Names as systemd.unit(5) has them. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_:.@\\\\][A-Za-z0-9_:.@\\\\-]{0,255}");

    private static final String TELL = "systemctl --no-ask-password --no-pager ";

    private static final String LOOK = """
            command -v systemctl > /dev/null 2>&1 || { echo hp_missing=yes; exit 0; }
            shown=$(LC_ALL=C systemctl show --no-pager -p LoadState -p ActiveState -p SubState -p UnitFileState -p InvocationID \\
                -p Type -p Result -p NRestarts -p TriggeredBy -p StateChangeTimestampMonotonic -p ActiveEnterTimestampMonotonic -- "$unit")
            status=$?
            printf '%s\\n' "$shown"
            awake=
            for other in $(printf '%s\\n' "$shown" | sed -n 's/^TriggeredBy=//p'); do
                case $(LC_ALL=C systemctl show --no-pager -p ActiveState -- "$other") in *=active) awake="$awake $other" ;; esac
            done
            echo "hp_awake=${awake# }"
            read -r hp_uptime hp_rest < /proc/uptime && echo "hp_uptime=$hp_uptime"
            hp_slept=unknown
            if [ -r /sys/power/state ]; then
                if read -r hp_rest < /sys/power/state && [ -n "$hp_rest" ]; then
                    read -r hp_slept < /sys/power/suspend_stats/success || hp_slept=unknown
                else hp_slept=0; fi
            fi 2> /dev/null
            echo "hp_slept=$hp_slept"
            exit $status""";

    private static final String NOTE =
            "LC_ALL=C systemctl show --no-pager -p ActiveState -p UnitFileState -- \"$unit\" > \"$HP_GUARD/unit\"";

    private static final String BACK = """
            LC_ALL=C; export LC_ALL
            ran= file=
            while IFS='=' read -r key value; do
                case $key in ActiveState) ran=$value ;; UnitFileState) file=$value ;; esac
            done < "$HP_GUARD/unit"
            do_it() { echo "systemctl $1 $unit" && systemctl --no-ask-password --no-pager "$1" -- "$unit"; }
            if [ "$with_file" = yes ]; then
                case $file in enabled) do_it enable || exit ;; disabled) do_it disable || exit ;; esac
            fi
            [ "$with_state" = yes ] || exit 0
            case $ran in active | activating | reloading) do_it start ;; *) do_it stop ;; esac""";

    private static final String LOG = "LC_ALL=C journalctl -u \"$unit\" -n 20 --no-pager 2>&1";

    static List<String> problems(String unit) {
        return unit.contains("${")
                        || unit.contains(Values.MASK)
                        || NAME.matcher(unit).matches()
                ? List.of()
                : List.of("unit " + unit + " is not the name of one unit; write for example forgejo.service");
    }

    /** What brings it into another state. */
    static Script told(String verb, String unit) {
        return Script.of("LC_ALL=C exec " + TELL + "\"$verb\" -- \"$unit\"", Map.of("verb", verb, "unit", unit));
    }

    /** The same, as somebody would type it. */
    static String shown(String verb, String unit) {
        return "LC_ALL=C " + TELL + verb + " -- " + ShellWords.quoted(unit);
    }

    /** How its host brings it back into the state of now. */
    static PutBack puttingBack(String host, String unit, boolean state, boolean file) {
        return new PutBack(
                host,
                NOTE,
                List.of(BACK),
                Map.of("unit", unit, "with_state", state ? "yes" : "no", "with_file", file ? "yes" : "no"));
    }

    /**
     * Looks now.
     *
     * @throws TargetProblem where the host cannot be reached, has no systemd, or systemd knows no such unit
     */
    static Unit look(Attempt attempt, String host, String name) throws InterruptedException {
        var captured = attempt.capture(host, Script.of(LOOK, Map.of("unit", name)));
        var properties = new HashMap<String, String>();
        captured.output().lines().filter(it -> it.contains("=")).forEach(it -> {
            var at = it.indexOf('=');
            properties.put(it.substring(0, at), it.substring(at + 1));
        });
        if (properties.containsKey("hp_missing")) {
            throw new TargetProblem(host + " has no systemctl: only what systemd runs is a service here");
        }
        if (!captured.ended().fine() || !properties.containsKey("ActiveState")) {
            throw new TargetProblem("systemctl on " + host + " does not say how " + name + " is: "
                    + (captured.ended() instanceof Ended.Lost(String reason)
                            ? reason
                            : Hidden.secretsOf(attempt.values(), last(captured.output()))));
        }
        var unit = new Unit(host, name, Map.copyOf(properties));
        if (unit.get("LoadState").equals("not-found")) {
            throw new TargetProblem(
                    host + " has no unit " + name + "; see there: systemctl list-units --all '" + name + "*'");
        }
        return unit;
    }

    private static String last(String output) {
        return output.strip().lines().reduce((_, last) -> last).orElse("it said nothing");
    }

    /** The last lines of its log, secrets as dots. */
    static List<String> log(Attempt attempt, String host, String name) throws InterruptedException {
        var captured = attempt.capture(host, Script.of(LOG, Map.of("unit", name)));
        return Hidden.secretsOf(attempt.values(), captured.output()).lines().toList();
    }

    private String get(String property) {
        return properties.getOrDefault(property, "");
    }

    String active() {
        return get("ActiveState");
    }

    boolean runs() {
        return active().equals("active");
    }

    /** A unit that has failed does not run either. */
    boolean stopped() {
        return active().equals("inactive") || failed();
    }

    boolean failed() {
        return active().equals("failed");
    }

    /** It did its work and ended, as units of the type oneshot do. */
    boolean ranToItsEnd() {
        return get("Type").equals("oneshot")
                && active().equals("inactive")
                && get("Result").equals("success");
    }

    boolean masked() {
        return get("LoadState").equals("masked");
    }

    /** {@code enabled}, {@code disabled}, {@code static}, …; empty where it has no file. */
    String file() {
        return get("UnitFileState");
    }

    /** True where it starts with the host. */
    boolean enabled() {
        return Set.of("enabled", "enabled-runtime", "alias", "generated").contains(file());
    }

    /** Another one each time that it is started; empty where systemd is too old for it. */
    String invocation() {
        return get("InvocationID");
    }

    /** "active (running) for 4m12s" */
    String says() {
        var age = age();
        var restarts = get("NRestarts");
        var result = get("Result");
        return active() + " (" + (failed() && !result.isEmpty() ? result : get("SubState")) + ")"
                + (age.isEmpty() ? "" : " for " + age)
                + (restarts.isEmpty() || restarts.equals("0") ? "" : ", restarted by systemd " + restarts + " times");
    }

    /** What may start it again though it is stopped; empty where nothing does. */
    String triggers() {
        return get("TriggeredBy");
    }

    /** Of these the ones that are on: a client or the clock will start it again. Empty where nothing can: what is masked starts by nothing. */
    String awake() {
        return masked() ? "" : get("hp_awake");
    }

    /** Since when it is so, to the second; empty where that is not known. */
    private String age() {
        return since("StateChangeTimestampMonotonic")
                .map(it -> DurationText.of(it.truncatedTo(ChronoUnit.SECONDS)))
                .orElse("");
    }

    private Optional<Duration> since(String timestamp) {
        try {
            var since = Long.parseLong(get(timestamp));
            var uptime = Double.parseDouble(get("hp_uptime"));
            return since == 0
                    ? Optional.empty()
                    : Optional.of(Duration.ofMillis((long) Math.max(0, uptime * 1e3 - since / 1e3)));
        } catch (NumberFormatException untold) {
            return Optional.empty();
        }
    }

    /**
     * For how long it has run without an end. Zero where that is not known: the clock of these times stands still while a machine sleeps, and
     * the one that they are compared with does not.
     */
    Duration runsFor() {
        return runs() && get("hp_slept").equals("0")
                ? since("ActiveEnterTimestampMonotonic").orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    /** Nothing has ended and begun between the two looks. */
    boolean goesOnAs(Unit later) {
        return Stream.of("ActiveState", "InvocationID", "NRestarts", "ActiveEnterTimestampMonotonic")
                .allMatch(it -> get(it).equals(later.get(it)));
    }
}
