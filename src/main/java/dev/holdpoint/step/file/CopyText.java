package dev.holdpoint.step.file;

import dev.holdpoint.step.Script;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.ShellWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The commands of a copy. Options are words of ours; paths, patterns and the owner travel in the environment. */
final class CopyText {
    /**
     * A dumb pipe is enough for its progress; without incremental recursion the number of files is known from the start. -s: no shell of
     * the other side reads the names. Times are compared with all that they have: a file of the same size that was read and written again
     * within one second would stay as it was read, in this pass and in each one after it.
     */
    private static final String OPTIONS =
            "-aHAX -s --no-h --info=progress2,flist0,name0,stats2 --no-inc-recursive --partial --modify-window=-1";

    private static final String ITEMIZED = " --out-format=%i|%n";

    private static final String RUN = """
            LC_ALL=C; export LC_ALL
            set -f
            set --
            [ -z "$owner" ] || set -- "--chown=$owner"
            [ "$far" = rsync ] || set -- "--rsync-path=$far" "$@"
            [ "$here" != yes ] || [ "$(id -u)" = 0 ] || set -- --fake-super "$@"
            [ -z "$rsh" ] || { RSYNC_RSH=$rsh; export RSYNC_RSH; }
            [ -z "$folder" ] || { mkdir -p -- "$folder" && chmod 700 -- "${folder%/*}"; } || exit
            printf '%s\\n' "$exclude" | rsync $options "$@" --exclude-from=- -- "$source" "$target\"""";

    private CopyText() {}

    /**
     * The other side, as rsync gets there.
     *
     * @param words the ssh that it uses; none where both ends are on one machine
     * @param root rsync runs there by sudo
     * @param who the machine that it must be; empty where that was seen just now
     */
    record Far(List<String> words, boolean root, String who) {
        static final Far NONE = new Far(List.of(), false, "");

        /** What runs there: any login shell reads it, and rsync writes its own words behind it. */
        String program() {
            var rsync = root ? "sudo -n rsync" : "rsync";
            return who.isEmpty()
                    ? rsync
                    : "sh -c '[ \"" + CopyEnd.WHO + "\" = \"" + who
                            + "\" ] || { echo rsync: another machine answers there than the one that was looked at >&2; exit 255; }; exec "
                            + rsync + " \"$@\"' sh";
        }
    }

    /** Options for one rsync; {@code --numeric-ids} does not go with an owner by name. */
    private static String options(Copy.Spec spec, boolean mirror) {
        return OPTIONS
                + (spec.owner() == null ? " --numeric-ids" : "")
                + (mirror ? " --delete" : "")
                + (spec.pass() == Pass.FINAL ? ITEMIZED : "");
    }

    /** From one place to another in one go. */
    static Script straight(Copy.Spec spec, Far rsh, String source, String target) {
        return script(spec, options(spec, spec.mirror()), rsh, source, target, "", spec.owner());
    }

    /**
     * Into a folder of this machine, which afterwards holds what the source holds, with its mode; the one around it is for us alone. Owners
     * are kept though we may be nobody.
     */
    static Script inward(Copy.Spec spec, Far rsh, String source, String folder) {
        return script(spec, OPTIONS + " --numeric-ids --delete", rsh, source, folder + "/", folder, null);
    }

    /** And out of it. */
    static Script outward(Copy.Spec spec, Far rsh, String folder, String target) {
        return script(spec, options(spec, spec.mirror()), rsh, folder, target, "-", spec.owner());
    }

    private static Script script(
            Copy.Spec spec,
            String options,
            Far rsh,
            String source,
            String target,
            String folder,
            @Nullable String owner) {
        Map<String, String> environment = new HashMap<>();
        environment.put("options", options);
        environment.put("rsh", SshWords.rsh(rsh.words()));
        environment.put("far", rsh.program());
        environment.put("source", source);
        environment.put("target", target);
        environment.put("exclude", Excluding.rules(spec.exclude()));
        environment.put("owner", owner == null ? "" : owner);
        environment.put("here", folder.isEmpty() ? "no" : "yes");
        environment.put("folder", folder.equals("-") ? "" : folder);
        return Script.of(RUN, environment);
    }

    /** The command as somebody would type it. */
    static List<String> preview(Copy.Spec spec, Setting setting) {
        var from = spec.source();
        var to = spec.target();
        var lines = new ArrayList<String>();
        if (from.host().equals(to.host())) {
            lines.add("on " + from.host() + ": " + shown(spec, Far.NONE, from.bare() + "/", to.bare() + "/"));
        } else if (from.local() || to.local()) {
            var other = setting.host(from.local() ? to.host() : from.host());
            lines.add("here: "
                    + shown(
                            spec,
                            far(SshWords.from(List.of("ssh"), other), other),
                            operand(from, setting) + "/",
                            operand(to, setting) + "/"));
        } else {
            var target = setting.host(to.host());
            lines.add("on " + from.host() + ": "
                    + shown(spec, far(SshWords.onHost(target), target), from.bare() + "/", operand(to, setting) + "/"));
            lines.add("or on " + to.host() + " where that cannot reach it, from " + operand(from, setting)
                    + "/; or in two legs through a folder of this run");
        }
        lines.add("(of a single file without the / at the ends)");
        return List.copyOf(lines);
    }

    private static String operand(Location place, Setting setting) {
        return place.local() ? place.bare() : operand(setting.host(place.host()), place.bare());
    }

    static String operand(Host host, String path) {
        return SshWords.destination(host) + ":" + path;
    }

    private static Far far(List<String> words, Host other) {
        return new Far(words, other.sudo() != null && other.sudo().password() == null, "");
    }

    private static String shown(Copy.Spec spec, Far far, String source, String target) {
        var words = new ArrayList<String>(List.of("LC_ALL=C", "rsync"));
        words.addAll(List.of(options(spec, spec.mirror()).split(" ")));
        if (far.root()) {
            words.add("--rsync-path=" + far.program());
        }
        if (spec.owner() != null) {
            words.add("--chown=" + spec.owner());
        }
        if (!far.words().isEmpty()) {
            words.addAll(List.of("-e", SshWords.rsh(far.words())));
        }
        if (spec.exclude() != null) {
            spec.exclude().forEach(it -> words.add("--exclude=" + it));
        }
        words.addAll(List.of("--", source, target));
        return ShellWords.quoted(words);
    }
}
