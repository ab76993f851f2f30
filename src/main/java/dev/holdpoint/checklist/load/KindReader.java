package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Binder;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Nearest;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Targets;
import dev.holdpoint.checklist.Vocabulary;
import dev.holdpoint.checklist.Vocabulary.Guarding;
import dev.holdpoint.checklist.Vocabulary.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the kinds that steps and gates use, as far as they can be known before any variable has a value. */
final class KindReader {
    /** Kinds of the language that this version does not have. */
    private static final Set<String> NOT_YET = Set.of(
            "s3.sync",
            "s3.policy",
            "dns.ttl",
            "dns.flip",
            "aws.security-group.allow",
            "aws.security-group.revoke",
            "aws.rds.modify",
            "aws.rds.snapshot",
            "aws.rds.reboot",
            "s3.ready",
            "s3.same",
            "s3.references",
            "aws.identity",
            "aws.rds",
            "aws.security-group",
            "aws.metric");

    private final Vocabulary words;
    private final Targets targets;
    private final Problems problems;

    /**
     * What an action does besides, as far as it is known.
     *
     * @param dangerous certainly a hold point; one of which too little is known is none here
     * @param hosts that it names itself, as far as they are known
     */
    record Traits(
            List<String> asks,
            List<String> opens,
            List<String> closes,
            boolean byHand,
            boolean dangerous,
            Guarding guarding,
            List<String> hosts) {
        static final Traits NONE = unread(false, Guarding.NEVER);

        static Traits unread(boolean byHand, Guarding guarding) {
            return new Traits(List.of(), List.of(), List.of(), byHand, false, guarding, List.of());
        }
    }

    KindReader(Vocabulary words, Targets targets, Problems problems) {
        this.words = words;
        this.targets = targets;
        this.problems = problems;
    }

    boolean isAction(String name) {
        return words.action(name).isPresent();
    }

    Guarding guarding(KindUse use) {
        return words.action(use.kind()).map(Shape::guarding).orElse(Guarding.NEVER);
    }

    void checks(@Nullable List<KindUse> uses, Scope scope) {
        if (uses != null) {
            uses.forEach(use -> check(use, scope));
        }
    }

    Traits action(KindUse use, Scope scope) {
        var shape = words.action(use.kind());
        if (shape.isPresent()) {
            return read(use, shape.get(), scope);
        }
        if (words.check(use.kind()).isPresent()) {
            problems.add(use.at(), "`" + use.kind() + "` only looks; write `check: [{ " + use.kind() + ": … }]`");
        } else {
            unknown(use, "action", words.actions());
        }
        return Traits.NONE;
    }

    private void check(KindUse use, Scope scope) {
        var shape = words.check(use.kind());
        if (shape.isPresent()) {
            read(use, shape.get(), scope);
        } else if (isAction(use.kind())) {
            problems.add(use.at(), "`" + use.kind() + "` changes things; only checks can stand here");
        } else {
            unknown(use, "check", words.checks());
        }
    }

    void unknown(KindUse use, String what, Set<String> known) {
        if (NOT_YET.contains(use.kind())) {
            problems.add(use.at(), "`" + use.kind() + "` is a kind that this version does not know yet");
        } else {
            var near = Nearest.to(use.kind(), known).map(it -> "; did you mean `" + it + "`?");
            problems.add(
                    use.at(),
                    "there is no " + what + " `" + use.kind() + "`" + near.orElse("; `holdpoint kinds` lists them"));
        }
    }

    private Traits read(KindUse use, Shape shape, Scope scope) {
        var draft = Binder.draft(use.spec(), shape.spec(), scope, problems, inner -> check(inner, scope), shape.name());
        var spec = draft.record();
        if (spec == null) {
            return Traits.unread(shape.byHand(), shape.guarding());
        }
        if (draft.complete()) {
            for (var says : said(() -> shape.problems(spec), draft.complete(), use)) {
                problems.add(use.at(), says);
            }
        } else {
            withDefaults(use, shape, scope);
        }
        for (var database : said(() -> shape.databases(spec), draft.complete(), use)) {
            known(database, use);
        }
        var hosts = said(() -> shape.hosts(spec), draft.complete(), use);
        for (var host : hosts) {
            host(host, place(use, host));
        }
        return new Traits(
                said(() -> shape.asks(spec), draft.complete(), use),
                said(() -> shape.opens(spec), draft.complete(), use),
                said(() -> shape.closes(spec), draft.complete(), use),
                shape.byHand(),
                draft.complete() && shape.dangerous(spec),
                shape.guarding(),
                hosts);
    }

    /**
     * What a kind refuses is refused when the values are known, and here already as far as variables have a value without anybody's word: what
     * is wrong with that is wrong with most of what others would give.
     */
    private void withDefaults(KindUse use, Shape shape, Scope scope) {
        var draft =
                Binder.draft(use.spec(), shape.spec(), new Defaults(scope), new Problems(), inner -> {}, shape.name());
        var spec = draft.record();
        if (spec != null && draft.complete()) {
            for (var says : said(() -> shape.problems(spec), false, use)) {
                problems.add(use.at(), "with the defaults of its variables: " + says);
            }
        }
    }

    /** A host's name, wherever one stands; one that a value will name is judged when that is known. */
    void host(String name, Place at) {
        if (!name.isEmpty() && name.indexOf("${") < 0) {
            Hosts.known(name, at, targets.hosts().keySet(), problems);
        }
    }

    private void known(String database, KindUse use) {
        var databases = targets.databases().keySet();
        if (!database.isEmpty() && database.indexOf("${") < 0 && !databases.contains(database)) {
            var hint = databases.isEmpty() ? "; declare it under `databases:`" : Nearest.hint(database, databases);
            problems.add(place(use, database), "there is no database `" + database + "`" + hint);
        }
    }

    /** The place of the field that says {@code text}, or of the kind. */
    private static Place place(KindUse use, String text) {
        return Texts.find(use.spec(), text).orElse(use.at());
    }

    /**
     * What a kind says about its spec. A half-known spec may hold nulls that the kind does not expect: then it says nothing. A whole
     * one that makes it stumble is told as a problem, for reading a file never fails with an exception.
     */
    private List<String> said(Supplier<List<String>> question, boolean complete, KindUse use) {
        try {
            return new ArrayList<>(question.get());
        } catch (RuntimeException stumbled) {
            if (complete) {
                problems.add(use.at(), "`" + use.kind() + "` cannot take this: " + stumbled.getMessage());
            }
            return List.of();
        }
    }
}
