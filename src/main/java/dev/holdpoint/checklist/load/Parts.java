package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.Step.Local;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.words.PartWords;
import dev.holdpoint.checklist.words.StepWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts parts in: their steps, with their variables given by the step that uses them. */
final class Parts {
    private final SourceFiles files;
    private final Problems problems;
    private final List<Names> names;

    /** A part at the place where it is used. */
    record Entered(PartWords words, Site site) {}

    /** @param names gets the names of every part that is put in */
    Parts(SourceFiles files, Problems problems, List<Names> names) {
        this.files = files;
        this.problems = problems;
        this.names = names;
    }

    Optional<Entered> enter(StepWords user, Said<String> use, Site site, String prefix) {
        var part = files.part(use, site.file());
        if (part.isEmpty()) {
            return Optional.empty();
        }
        var name = part.get().name();
        if (site.users().contains(name)) {
            problems.add(use.at(), "`" + use.value() + "` uses itself; a part stands in no part of its own");
            return Optional.empty();
        }
        var words = part.get().words();
        var inner = new Names(site.scope().names());
        names.add(inner);
        var own = new Scope(inner, locals(user, words, site, use.value()));
        shadowed(site, own, use);
        var scope = withConditions(site, own);
        return Optional.of(new Entered(words, site.part(name, prefix, scope)));
    }

    private Map<String, Local> locals(StepWords user, PartWords words, Site site, String part) {
        var variables = new Declarations(problems).read(words.variables());
        var with = user.with() == null ? Map.<String, Said<String>>of() : user.with();
        Declarations.match(with, variables, user.at(), part, problems);
        var locals = new LinkedHashMap<String, Local>();
        for (var variable : variables) {
            if (variable.from() != null) {
                problems.add(
                        variable.at(), "a part looks nothing up; declare it in the checklist and give it with `with`");
            }
            locals.put(variable.name(), local(variable, with, site));
        }
        return locals;
    }

    private Local local(Variable variable, Map<String, Said<String>> with, Site site) {
        var given = with.get(variable.name());
        if (given == null) {
            var fallback = variable.fallback() == null ? "" : variable.fallback();
            Scope.refuseDollar(fallback, variable.at(), problems);
            return new Local(fallback.replace("${", "$${"), variable.secret());
        }
        var template = site.scope().template(given, problems);
        Scope.refuseDollar(template, given.at(), problems);
        var secret = variable.secret();
        for (var name : Template.names(given.value())) {
            secret |= site.scope().secret(name);
        }
        if (Template.plain(template)) {
            refuse(variable, given, template);
        }
        return new Local(template, secret);
    }

    private void refuse(Variable variable, Said<String> given, String text) {
        if (variable.secret()) {
            problems.add(given.at(), "a secret does not stand in a file; give it a variable that is `secret: true`");
        }
        variable.refusal(text)
                .ifPresent(it -> problems.add(given.at(), "the value of `" + variable.name() + "`: " + it));
    }

    /** The values that conditions from outside read: they are judged with the values of the step. */
    private static Scope withConditions(Site site, Scope own) {
        var scope = own;
        for (var condition : site.conditions()) {
            for (var test : condition.tests()) {
                var local = site.scope().locals().get(test.variable());
                if (local != null) {
                    scope = scope.with(test.variable(), local);
                }
            }
        }
        return scope;
    }

    /** A condition from outside must not read a value of the part by accident. */
    private void shadowed(Site site, Scope inner, Said<String> use) {
        var seen = new ArrayList<String>();
        for (var condition : site.conditions()) {
            for (var test : condition.tests()) {
                var name = test.variable();
                if (inner.locals().containsKey(name) && !same(site.scope(), inner, name) && !seen.contains(name)) {
                    seen.add(name);
                    problems.add(
                            use.at(),
                            "`when` speaks of `" + name
                                    + "`, and the part has a variable of that name with another value;"
                                    + " call one of them something else");
                }
            }
        }
    }

    private static boolean same(Scope outer, Scope inner, String name) {
        var around = outer.locals().get(name);
        var local = inner.locals().get(name);
        var template = around == null ? "${" + name + "}" : around.template();
        return local != null && local.template().equals(template);
    }
}
