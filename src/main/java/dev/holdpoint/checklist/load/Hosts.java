package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Binder;
import dev.holdpoint.checklist.Nearest;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.SshAddress;
import dev.holdpoint.checklist.Targets;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.checklist.words.HostWords;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code hosts:}, and judges the names of hosts wherever one stands. */
final class Hosts {
    /** The host that is always there: the machine that the program runs on. */
    static final String LOCAL = "local";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]*");

    private final Scope scope;
    private final Problems problems;

    Hosts(Scope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    void read(Targets targets) {
        var through = new LinkedHashMap<String, Said<String>>();
        targets.hosts().forEach((name, spec) -> {
            name(name, "a host", spec.at());
            if (name.equals(LOCAL)) {
                problems.add(spec.at(), "`local` is this machine, always; give the host another name");
            }
            var words = words(spec);
            if (words != null) {
                known(words.via(), targets.hosts().keySet());
                if (words.via() != null) {
                    through.put(name, words.via());
                }
            }
        });
        through.forEach((name, via) -> circle(name, via.at(), through));
    }

    private @Nullable HostWords words(Value spec) {
        var before = problems.count();
        var words = Binder.draft(spec, HostWords.class, scope, problems, use -> {}, "a host")
                .record();
        if (words == null || problems.count() != before) {
            return null;
        }
        new Literals(problems).judge(spec, "port", VariableType.PORT);
        if (Template.plain(words.ssh()) && !SshAddress.fits(words.ssh())) {
            problems.add(
                    words.at(),
                    "`ssh` takes one address, such as `root@203.0.113.10`, or a name of `~/.ssh/config`; "
                            + SshAddress.TAKES);
        }
        new Secrets(scope, problems).read(spec, "password");
        new Secrets(scope, problems).read(spec, "sudo_password");
        if (Secrets.raw(spec, "sudo_password") != null && Secrets.raw(spec, "sudo") == null) {
            problems.add(words.at(), "`sudo_password` belongs to `sudo: true`");
        }
        return words;
    }

    private void circle(String from, Place place, Map<String, Said<String>> through) {
        var passed = new HashSet<String>();
        var at = from;
        for (var via = through.get(at); via != null && passed.add(at); via = through.get(at)) {
            at = via.value();
            if (at.equals(from)) {
                problems.add(place, "`" + from + "` would be reached through itself");
            }
        }
    }

    /** @param what that is to be called so, with its article */
    void name(String name, String what, Place at) {
        if (!NAME.matcher(name).matches()) {
            problems.add(at, "`" + name + "` is no name for " + what + "; use lower case, digits, `-` and `_`");
        }
    }

    /** One that a value will name is judged when that is known. */
    void known(@Nullable Said<String> host, Set<String> hosts) {
        if (host != null && host.value().indexOf("${") < 0) {
            known(host.value(), host.at(), hosts, problems);
        }
    }

    static void known(String host, Place at, Set<String> hosts, Problems problems) {
        if (!host.equals(LOCAL) && !hosts.contains(host)) {
            var hint = hosts.isEmpty() ? "; declare it under `hosts:`" : Nearest.hint(host, hosts);
            problems.add(at, "there is no host `" + host + "`" + hint);
        }
    }
}
