package dev.holdpoint.step.net;

import dev.holdpoint.checklist.AtLeastOne;
import dev.holdpoint.checklist.Doc;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Setting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** {@code dns}: what a name leads to, as resolvers answer now. */
public final class DnsCheck implements Check<DnsCheck.Spec> {
    public record Spec(
            @Doc(value = "the name", example = "git.example.org")
            String name,

            @Doc(value = "A, AAAA, CNAME, MX, NS, TXT, SRV, …", fallback = "A")
            String type,

            @AtLeastOne @Doc(value = "all values that there must be, and no others", example = "[203.0.113.20]")
            List<String> expect,

            @AtLeastOne
            @Doc(
                    value =
                            "addresses of resolvers, each of which must say so; left out: those of this machine, without /etc/hosts",
                    example = "[1.1.1.1, '9.9.9.9']")
            @Nullable
            List<String> resolvers,

            @Doc(value = "how long to wait for each", fallback = "5s")
            Duration timeout,

            @Doc("what is checked, as a line of a gate") @Nullable
            String label) {}

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public String says() {
        return "Looks what a name leads to, at resolvers or as this machine resolves it; nothing is cached.";
    }

    @Override
    public Class<Spec> spec() {
        return Spec.class;
    }

    @Override
    public List<String> problems(Spec spec) {
        var problems = new ArrayList<String>();
        if (Type.value(spec.type()) < 0) {
            problems.add("type " + spec.type() + " is not known; write for example A or AAAA");
        }
        try {
            Name.fromString(spec.name(), Name.root);
        } catch (TextParseException wrong) {
            problems.add("name " + spec.name() + " is no name: " + wrong.getMessage());
        }
        if (spec.resolvers() != null) {
            spec.resolvers().stream()
                    .filter(it -> Resolving.server(it).isEmpty())
                    .forEach(it -> problems.add("resolver " + it + " is no address; write for example 1.1.1.1"));
        }
        if (!spec.timeout().isPositive()) {
            problems.add("timeout takes a time above zero, for example 5s");
        }
        return List.copyOf(problems);
    }

    @Override
    public List<String> preview(Spec spec, Setting setting) {
        var at = spec.resolvers() == null ? "as this machine resolves" : "at " + String.join(", ", spec.resolvers());
        return List.of(
                "asks for " + spec.name() + " " + spec.type() + ", " + at, "wants " + String.join(", ", spec.expect()));
    }

    @Override
    public Evidence observe(Spec spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        var lines = new ArrayList<String>();
        var right = true;
        for (var resolver : spec.resolvers() == null ? List.of("") : spec.resolvers()) {
            var at = resolver.isEmpty() ? "here" : "at " + resolver;
            try {
                var answer = Resolving.ask(spec, resolver);
                var same = same(spec, answer.values());
                right &= same;
                lines.add(
                        same ? lines.size() : 0,
                        answer.says() + " " + at + (same ? "" : ", not " + String.join(", ", spec.expect())));
            } catch (IOException failed) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                right = false;
                lines.addFirst("no answer " + at + ": " + failed.getMessage());
            }
        }
        return new Evidence(right, label(spec), lines.getFirst(), began, lines);
    }

    private static boolean same(Spec spec, List<String> values) {
        return values.size() == spec.expect().size() && plain(values).equals(plain(spec.expect()));
    }

    /** As they compare: addresses whatever their form, names whatever their case. */
    private static Set<String> plain(List<String> values) {
        var plain = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
        values.forEach(it -> plain.add(Network.plain(it.endsWith(".") ? it.substring(0, it.length() - 1) : it)));
        return plain;
    }

    @Override
    public String label(Spec spec) {
        return spec.label() != null ? spec.label() : spec.name() + " leads to " + String.join(", ", spec.expect());
    }
}
