package dev.holdpoint.step.file;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Script;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One end of a copy as it was found: what is there, and which machine it is. */
record CopyEnd(Location place, Map<String, String> found) {
    /** In sh: which machine this is. */
    static final String WHO =
            "$(cat /etc/machine-id /proc/sys/kernel/random/boot_id 2> /dev/null | tr \"\\n\" \" \")$(uname -n)";

    private static final String LOOK = """
            LC_ALL=C; export LC_ALL
            if [ -d "$path" ]; then echo hp_is=folder
            elif [ -e "$path" ] || [ -L "$path" ]; then echo hp_is=file; fi
            if [ -d "$path" ] && all=$(ls -A -- "$path" 2> /dev/null); then
                if [ -z "$all" ]; then echo hp_empty=yes; else echo "hp_entries=$(($(printf '%s\\n' "$all" | wc -l)))"; fi
            fi
            if command -v rsync > /dev/null 2>&1; then echo hp_rsync=yes; fi
            echo "hp_who=""" + WHO + "\"";

    /** The machine that answers there must be the one that we mean: a name may be another one's on another host. */
    private static final String REACH = """
            eval "set -- $ssh"
            LC_ALL=C; export LC_ALL
            "$@" "$destination" 'echo "hp_who=""" + WHO + """
            "; command -v rsync > /dev/null && echo hp_rsync=yes' < /dev/null""";

    /** Of a machine whose names can stand in a command line. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]+( [A-Za-z0-9._-]+){1,2}");

    /** What a host says of a place. */
    static Attempt.Captured look(Attempt attempt, Location place) throws InterruptedException {
        return attempt.capture(place.host(), Script.of(LOOK, Map.of("path", place.bare())));
    }

    /** @param looked what {@link #look} has answered */
    static CopyEnd of(Location place, Attempt.Captured looked) {
        var found = answers(looked);
        if (!found.containsKey("hp_who")) {
            throw new TargetProblem(place.host() + " does not say what is at " + place);
        }
        if (!found.containsKey("hp_rsync")) {
            throw new TargetProblem("rsync is not on " + place.host() + "; install it there");
        }
        return new CopyEnd(place, found);
    }

    private static Map<String, String> answers(Attempt.Captured captured) {
        var found = new TreeMap<String, String>();
        captured.output()
                .lines()
                .filter(it -> it.startsWith("hp_") && it.contains("="))
                .forEach(it -> {
                    int at = it.indexOf('=');
                    found.put(it.substring(0, at), it.substring(at + 1).strip());
                });
        return found;
    }

    boolean tree() {
        return "folder".equals(found.get("hp_is"));
    }

    private boolean absent() {
        return !found.containsKey("hp_is");
    }

    /** An empty source is more often a disk that is not mounted than what somebody wants to mirror. */
    void mustBeThere(boolean mirror) {
        if (absent()) {
            throw new TargetProblem(place + " is not there; nothing was copied");
        }
        if (mirror && found.containsKey("hp_empty")) {
            throw new TargetProblem(place + " is empty, and mirror: would delete all at the other end; is it mounted?");
        }
    }

    void mustTake(CopyEnd source) {
        if (!absent() && tree() != source.tree()) {
            throw new TargetProblem(source.place() + " is a " + source.found.get("hp_is") + " and " + place + " is a "
                    + found.get("hp_is") + "; one cannot become the other");
        }
    }

    /** Nothing is there, or an empty folder. */
    boolean free() {
        return absent() || found.containsKey("hp_empty");
    }

    /** "3 entries", or what it is where it is no folder that can be listed. */
    String entries() {
        var entries = found.get("hp_entries");
        return entries == null ? "a " + found.get("hp_is") : entries.equals("1") ? "1 entry" : entries + " entries";
    }

    /** A path of this run on this machine, for the passes between two places. */
    static Path ofRun(Attempt attempt, String prefix, Location from, Location to) {
        var places = from.host() + ":" + from.bare() + "\n" + to.host() + ":" + to.bare();
        var name = HostFile.sum(places).substring(0, 12);
        return attempt.files().toAbsolutePath().resolve(prefix + name);
    }

    /** Written before a pass of this run brings something into a place that was free. */
    static Path mark(Attempt attempt, Location from, Location to) {
        return ofRun(attempt, "copied-", from, to);
    }

    /** Whether what is there may be a pass of this run's. */
    static boolean isOurs(Attempt attempt, Location from, Location to) {
        return Files.exists(mark(attempt, from, to));
    }

    /** Nothing is deleted in it but what a pass of this run may have brought there. */
    void mustBeOurs(Path mark, Copy.Spec spec) {
        if (free()) {
            // What is there when the first pass that does bring something begins is not ours.
            if (!spec.bringsNothing()) {
                mark(mark);
            }
        } else if (spec.mirror() && !Files.exists(mark)) {
            throw new TargetProblem(place + " was not empty before this run copied into it (entries there now: "
                    + found.getOrDefault("hp_entries", "not to be listed")
                    + "), and mirror: would delete what is not in the source; empty it, or write mirror: false");
        }
    }

    private void mark(Path mark) {
        try {
            Files.createDirectories(mark.getParent());
            Files.writeString(mark, place + "\n");
        } catch (IOException broken) {
            throw new TargetProblem("cannot write " + mark + ": " + broken.getMessage(), broken);
        }
    }

    /**
     * That rsync from this machine gets to this very end: its connection is not the one that we have, it outlives this program.
     *
     * @throws TargetProblem where nobody answers, or another machine does
     */
    void mustBeReached(Attempt attempt) throws InterruptedException {
        var host = attempt.host(place.host());
        var captured = reach(attempt, Host.LOCAL, SshWords.from(attempt.ssh(), host), host);
        var who = answers(captured).get("hp_who");
        if (who == null) {
            throw new TargetProblem("an ssh of its own, which rsync needs, does not get from this machine to " + host
                    + " without being asked something: " + last(attempt, captured));
        }
        if (!who.equals(found.get("hp_who"))) {
            throw new TargetProblem(
                    "another machine answers an ssh of its own, which rsync needs, than the one that is " + place.host()
                            + "; nothing was copied; see what ~/.ssh/config says of " + host.ssh());
        }
    }

    private static String last(Attempt attempt, Attempt.Captured captured) {
        var lines = captured.output().strip().lines();
        return Hidden.secretsOf(
                attempt.values(), lines.reduce((_, last) -> last).orElse("it says nothing"));
    }

    private static Attempt.Captured reach(Attempt attempt, String from, List<String> ssh, Host to)
            throws InterruptedException {
        return attempt.capture(from, Script.of(REACH, Map.of("ssh", ShellWords.quoted(ssh), "destination", to.ssh())));
    }

    /** What the one host hears where it goes to the other one by ssh without a person. */
    static Attempt.Captured reach(Attempt attempt, Location from, Location to) throws InterruptedException {
        var host = attempt.host(to.host());
        return reach(attempt, from.host(), SshWords.onHost(host), host);
    }

    /** @param heard what {@link #reach} has answered that went to this host */
    boolean isReached(Attempt.Captured heard) {
        var there = answers(heard);
        return there.containsKey("hp_rsync")
                && String.valueOf(there.get("hp_who")).equals(found.get("hp_who"));
    }

    /** Why it is not, in one line. */
    String unreached(Attempt attempt, Location from, Attempt.Captured heard) {
        return answers(heard).containsKey("hp_who")
                ? "another machine answers " + from.host() + " as " + place.host() + " than before; nothing was copied"
                : from.host() + " does not get to " + place.host() + " any more without being asked something: "
                        + last(attempt, heard);
    }

    /** Which machine it is, in words of a command line; empty where there are none. */
    Optional<String> who() {
        return Optional.ofNullable(found.get("hp_who"))
                .filter(it -> PLAIN.matcher(it).matches());
    }
}
