package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Binder;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Targets;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.checklist.words.DatabaseWords;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code databases:}: whether each can be reached is asked later, whether it can be meant is asked here. */
final class Databases {
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("^[a-z]+://[^/@:]*:([^/@]*)@");

    private final Scope scope;
    private final Problems problems;
    private final Secrets secrets;

    Databases(Scope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
        this.secrets = new Secrets(scope, problems);
    }

    void read(Targets targets) {
        var hosts = new Hosts(scope, problems);
        targets.databases().forEach((name, spec) -> {
            hosts.name(name, "a database", spec.at());
            if (targets.hosts().containsKey(name)) {
                problems.add(
                        spec.at(), "`" + name + "` is a host already; targets of all sorts have names of their own");
            }
            var before = problems.count();
            var words = Binder.draft(spec, DatabaseWords.class, scope, problems, use -> {}, "a database")
                    .record();
            if (words != null && problems.count() == before) {
                check(words, spec);
                hosts.known(words.via(), targets.hosts().keySet());
            }
        });
    }

    private void check(DatabaseWords words, Value spec) {
        var parts = words.host() != null || words.name() != null || words.user() != null || words.port() != null;
        if (words.url() != null && (parts || words.password() != null)) {
            problems.add(words.at(), "`url` says everything; leave the other fields out, or write them instead of it");
        }
        if (words.url() == null) {
            needed(words.host(), "host", words.at());
            needed(words.name(), "name", words.at());
            needed(words.user(), "user", words.at());
        }
        var literals = new Literals(problems);
        literals.judge(spec, "host", VariableType.HOST);
        literals.judge(spec, "port", VariableType.PORT);
        scheme(Literals.of(spec, "url"));
        secrets.read(spec, "password");
        secretInUrl(Secrets.raw(spec, "url"));
    }

    private void scheme(Value.@Nullable Scalar url) {
        if (url != null && !url.text().matches("(?s)postgres(ql)?://.*")) {
            problems.add(
                    url.at(), "`url` begins with `postgres://`, such as `" + VariableType.POSTGRES_URL.example() + "`");
        }
    }

    private void needed(@Nullable String field, String word, Place at) {
        if (field == null || field.isBlank()) {
            problems.add(at, "a database needs `" + word + "`, or `url` with everything in it");
        }
    }

    private void secretInUrl(Value.@Nullable Scalar url) {
        if (url == null) {
            return;
        }
        var password = PASSWORD_IN_URL.matcher(url.text());
        if (password.find() && !password.group(1).isEmpty()) {
            secrets.judge(new Value.Scalar(password.group(1), false, url.at()));
        }
    }
}
