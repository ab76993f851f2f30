package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Filling;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.Step.Local;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Template.Piece;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.Values;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code ${name}} may mean at one place: the variables of its file and the values of its step's own.
 *
 * @param locals in terms of the checklist's variables, however deep the part
 */
record Scope(Names names, Map<String, Local> locals) implements Filling {
    Scope {
        locals = Map.copyOf(locals);
    }

    Scope with(String name, Local local) {
        var more = new LinkedHashMap<>(locals);
        more.put(name, local);
        return new Scope(names, more);
    }

    @Override
    public Text text(Value.Scalar scalar, Problems problems) {
        if (Template.plain(scalar.text())) {
            return new Text.Ready(scalar.text(), false);
        }
        var open = false;
        var wrong = false;
        for (var piece : Template.pieces(scalar.text())) {
            if (piece instanceof Piece.Variable(String name)) {
                open |= constant(name, scalar.at()).isEmpty();
            } else if (piece instanceof Piece.Broken(String text)) {
                problems.add(scalar.at(), broken(text));
                wrong = true;
            }
        }
        if (wrong) {
            return new Text.Wrong();
        }
        var filled = composed(scalar.text());
        return open
                ? new Text.Open(filled)
                : new Text.Ready(Template.fill(filled, Values.NONE).text(), false);
    }

    @Override
    public void program(Value.Scalar scalar, boolean sql, Problems problems) {
        if (Template.plain(scalar.text())) {
            return;
        }
        for (var piece : Template.pieces(scalar.text())) {
            if (sql && piece instanceof Piece.Variable(String name)) {
                problems.add(scalar.at(), inSql("${" + name + "}", name));
            } else if (sql && piece instanceof Piece.Broken(String text)) {
                problems.add(scalar.at(), inSql(text, "name"));
            } else if (piece instanceof Piece.Variable(String name) && locals.containsKey(name)) {
                problems.add(scalar.at(), Names.inShell(name));
            } else if (piece instanceof Piece.Variable(String name)) {
                names.mentionInShell(name, scalar.at());
            }
        }
    }

    /** A text of the step itself with the step's own values put in; it stays a template. What else it names is checked. */
    String template(Said<String> said, Problems problems) {
        text(new Value.Scalar(said.value(), false, said.at()), problems);
        return composed(said.value());
    }

    /** A text with the step's own values put in: what it names then are the checklist's variables. */
    String composed(String text) {
        return Template.compose(text, templates());
    }

    /** Checks that a name means something here. */
    void mention(String name, Place at) {
        if (!locals.containsKey(name)) {
            names.mention(name, at);
        }
    }

    boolean secret(String name) {
        var local = locals.get(name);
        return local == null ? names.variable(name).filter(it -> it.secret()).isPresent() : local.secret();
    }

    /** A dollar sign before a variable would read as an escape. */
    static void refuseDollar(String template, Place at, Problems problems) {
        if (template.endsWith("$")) {
            problems.add(at, "a value that is put into texts cannot end in `$`");
        }
    }

    private Optional<String> constant(String name, Place at) {
        var local = locals.get(name);
        if (local == null) {
            names.mention(name, at);
            return Optional.empty();
        }
        var filled = Template.fill(local.template(), Values.NONE);
        return filled.missing().isEmpty() ? Optional.of(filled.text()) : Optional.empty();
    }

    private Map<String, String> templates() {
        var templates = new LinkedHashMap<String, String>();
        locals.forEach((name, local) -> templates.put(name, local.template()));
        return templates;
    }

    private static String broken(String text) {
        return "`" + text + "` names no variable; write `${name}`, or `$" + text + "` for the characters themselves";
    }

    private static String inSql(String text, String name) {
        return "`" + text + "` cannot stand in SQL, where a value would become program text; write `:" + name
                + "`: the value is bound as a parameter";
    }
}
