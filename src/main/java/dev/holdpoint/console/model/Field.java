package dev.holdpoint.console.model;

import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.operator.SafeText;
import dev.holdpoint.run.RunFeed;
import java.util.List;

/** One value of a {@link Form}: typed, or chosen where there are only so many. */
public final class Field {
    private static final List<String> YES_NO = List.of("yes", "no");

    private final Variable variable;
    private final List<String> options;
    private final LineInput input;
    private final String source;
    private final String first;
    private String problem = "";

    Field(RunFeed.Wanted wanted) {
        this.variable = wanted.variable();
        this.source = SafeText.line(wanted.source());
        this.options = variable.type() == VariableType.YES_NO ? YES_NO : variable.options();
        var fallback = variable.fallback();
        this.first = wanted.value().isEmpty() && fallback != null ? fallback : wanted.value();
        this.input = new LineInput(first);
    }

    public Variable variable() {
        return variable;
    }

    /** What may be chosen; empty where anything may be typed. */
    public List<String> options() {
        return options;
    }

    public LineInput input() {
        return input;
    }

    /** Blanks around it are an accident, but those of a password may be part of it. */
    public String value() {
        var password = variable.secret() && variable.type() == VariableType.TEXT;
        return password ? input.text() : input.text().strip();
    }

    /** Where its value came from, or why it could not be looked up; empty where there is nothing to say, and of a value that was typed. */
    public String source() {
        return touched() ? "" : source;
    }

    /** It is not what the form came with. */
    boolean touched() {
        return !input.text().equals(first);
    }

    /** What was typed before, when the form was left. */
    void resume(Field left) {
        if (left.touched()) {
            input.set(left.input.text());
        }
    }

    /** It has been given: nobody needs it here any more. */
    void forget() {
        input.set(first);
    }

    /** Its author has allowed for no value, by a default that is empty. */
    boolean mayBeEmpty() {
        var fallback = variable.fallback();
        return fallback != null && fallback.isEmpty();
    }

    /** What is wrong with the value; empty while nobody has looked or nothing is. */
    public String problem() {
        return input.problem().isEmpty() ? problem : input.problem();
    }

    void complain(String about) {
        problem = about;
    }

    /** Takes a key; false where it means nothing here. */
    public boolean take(Key key) {
        if (options.isEmpty()) {
            problem = "";
            return input.take(key);
        }
        return switch (key) {
            case Key.Char(int c, boolean ctrl, boolean alt) when c == ' ' && !ctrl && !alt -> choose(1);
            case Key.Named named when named.name() == Key.Name.RIGHT -> choose(1);
            case Key.Named named when named.name() == Key.Name.LEFT -> choose(-1);
            default -> false;
        };
    }

    private boolean choose(int by) {
        int now = options.indexOf(value());
        input.set(options.get(now < 0 ? (by > 0 ? 0 : options.size() - 1) : Math.floorMod(now + by, options.size())));
        problem = "";
        return true;
    }
}
