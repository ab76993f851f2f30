package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Binder;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.words.DatabaseWords;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code databases:}: whether each can be reached is asked later, whether it can be meant is asked here. */
final class Databases {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]*");
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("^[a-z]+://[^/@:]*:([^/@]*)@");

    private final Scope scope;
    private final Problems problems;

    Databases(Scope scope, Problems problems) {
        this.scope = scope;
        this.problems = problems;
    }

    void read(Map<String, Value> databases) {
        databases.forEach((name, spec) -> {
            if (!NAME.matcher(name).matches()) {
                problems.add(
                        spec.at(), "`" + name + "` is no name for a database; use lower case, digits, `-` and `_`");
            }
            var before = problems.count();
            var words = Binder.draft(spec, DatabaseWords.class, scope, problems, use -> {}, "a database")
                    .record();
            if (words != null && problems.count() == before) {
                check(words, spec);
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
        if (words.port() != null && (words.port() < 1 || words.port() > 65_535) && words.port() != 0) {
            problems.add(words.at(), "`port` takes a port from 1 to 65535");
        }
        secret(raw(spec, "password"));
        secretInUrl(raw(spec, "url"));
    }

    private void needed(@Nullable String field, String word, Place at) {
        if (field == null || field.isBlank()) {
            problems.add(at, "a database needs `" + word + "`, or `url` with everything in it");
        }
    }

    private void secret(Value.@Nullable Scalar password) {
        if (password == null) {
            return;
        }
        var names = Template.names(password.text());
        if (names.isEmpty()) {
            problems.add(
                    password.at(), "a password does not stand in a file; give it a variable that is `secret: true`");
        }
        for (var name : names) {
            var variable = scope.names().variable(name);
            if (variable.isPresent() && !variable.get().secret()) {
                problems.add(password.at(), "the variable `" + name + "` holds a password; declare it `secret: true`");
            }
        }
    }

    private void secretInUrl(Value.@Nullable Scalar url) {
        if (url == null) {
            return;
        }
        var password = PASSWORD_IN_URL.matcher(url.text());
        if (password.find() && !password.group(1).isEmpty()) {
            secret(new Value.Scalar(password.group(1), false, url.at()));
        }
    }

    private static Value.@Nullable Scalar raw(Value spec, String word) {
        if (spec instanceof Value.Fields fields) {
            for (var field : fields.fields()) {
                if (field.key().equals(word) && field.value() instanceof Value.Scalar scalar) {
                    return scalar;
                }
            }
        }
        return null;
    }
}
