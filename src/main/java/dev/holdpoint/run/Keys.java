package dev.holdpoint.run;

import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Problem;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Value;
import java.util.List;
import java.util.stream.Stream;

/** Variables in the names of fields: those stand as they are written, so that {@code ${name}} would be written into somebody's file. */
public final class Keys {
    private Keys() {}

    public static List<Problem> in(Plan plan) {
        return plan.stops().stream()
                .flatMap(it -> Mentions.uses(it.step()).stream())
                .flatMap(it -> in(it.spec()))
                .toList();
    }

    private static Stream<Problem> in(Value value) {
        return switch (value) {
            case Value.Scalar ignored -> Stream.of();
            case Value.Items items -> items.values().stream().flatMap(Keys::in);
            case Value.Fields fields ->
                fields.fields().stream().flatMap(it -> Stream.concat(key(it.key(), it.at()), in(it.value())));
        };
    }

    private static Stream<Problem> key(String key, Place at) {
        return Template.names(key).stream()
                .limit(1)
                .map(it -> new Problem(at, "`${" + it + "}` cannot stand in the name of a field, only in its value"));
    }
}
