package dev.holdpoint.console.model;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.RunFeed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values being asked for: the variables of a run before it starts, or what a step would set that a person says is done. */
public final class Form {
    private final @Nullable String step;
    private final @Nullable String reason;
    private final Values base;
    private final List<Field> fields = new ArrayList<>();
    private int current;
    private String problem = "";

    /**
     * @param step the step whose answers these are, or null for the run's variables
     * @param reason why the step counts as done, or null where it is ticked off
     * @param wanted what is asked for, with values that are known already
     * @param base values that go with those of the form, though they are not asked for
     */
    public Form(@Nullable String step, @Nullable String reason, List<RunFeed.Wanted> wanted, Values base) {
        this.step = step;
        this.reason = reason;
        this.base = base;
        wanted.forEach(it -> fields.add(new Field(it)));
        current = Math.max(0, firstEmpty());
    }

    private int firstEmpty() {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).value().isEmpty()) {
                return i;
            }
        }
        return fields.size() - 1;
    }

    /** Begins with what was typed when it was left, and where that was; what it was given anew stands where nothing was typed. */
    public void resume(Form left) {
        for (var field : fields) {
            left.fields.stream()
                    .filter(it -> it.variable().equals(field.variable()))
                    .forEach(field::resume);
        }
        if (left.touched()) {
            current = Math.clamp(left.current, 0, fields.size() - 1);
        }
    }

    /** Whether anything was typed or chosen that leaving must not lose. */
    public boolean touched() {
        return fields.stream().anyMatch(Field::touched);
    }

    /** Its values have been taken: what was typed, secrets too, is kept here no longer. */
    public void forget() {
        fields.forEach(Field::forget);
    }

    public @Nullable String step() {
        return step;
    }

    public List<Field> fields() {
        return fields;
    }

    /** The index of the field that takes the keys. */
    public int current() {
        return current;
    }

    public Field field() {
        return fields.get(current);
    }

    /** What is wrong with the form as a whole. */
    public String problem() {
        return problem;
    }

    public void refuse(String reason) {
        problem = reason;
    }

    /** Leaves the field, which is then looked at, and goes on by {@code by} fields; stops at the ends. */
    public void move(int by) {
        look(field());
        current = Math.clamp((long) current + by, 0, fields.size() - 1);
        problem = "";
    }

    private void look(Field field) {
        field.complain(complaint(field));
    }

    private String complaint(Field field) {
        if (field.input().lost()) {
            return field.input().problem();
        }
        if (field.value().isEmpty() && field.mayBeEmpty()) {
            return "";
        }
        return field.value().isBlank()
                ? "a value is needed"
                : field.variable().refusal(field.value()).orElse("");
    }

    /** Looks at every field; goes to the first that is not right. True when all are. */
    public boolean complete() {
        for (int i = fields.size() - 1; i >= 0; i--) {
            look(fields.get(i));
            if (!fields.get(i).problem().isEmpty()) {
                current = i;
            }
        }
        return fields.stream().allMatch(it -> it.problem().isEmpty());
    }

    public boolean onLast() {
        return current == fields.size() - 1;
    }

    /** Whether the step is marked done, which it has not done by itself. */
    public boolean marksDone() {
        return reason != null;
    }

    /** What is wanted with the values of now. */
    public Intent intent() {
        if (step == null) {
            return new Intent.SetVariables(values());
        }
        return reason == null ? new Intent.TickStep(step, answers()) : new Intent.MarkDone(step, reason, answers());
    }

    private Map<String, String> answers() {
        var answers = new HashMap<String, String>();
        fields.forEach(it -> answers.put(it.variable().name(), it.value()));
        return answers;
    }

    /** Every value of the form, and those it was given to go with. */
    private Values values() {
        var values = base;
        for (var field : fields) {
            values = values.with(
                    field.variable().name(), field.value(), field.variable().secret());
        }
        return values;
    }
}
