package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Value;
import java.util.Optional;

/** Looks for a text in a spec, so that a problem can point at the very word. */
final class Texts {
    private Texts() {}

    /** The place of the first scalar that is exactly {@code text}. */
    static Optional<Place> find(Value value, String text) {
        return switch (value) {
            case Value.Scalar scalar when scalar.text().equals(text) -> Optional.of(scalar.at());
            case Value.Scalar scalar -> Optional.empty();
            case Value.Items items ->
                items.values().stream().flatMap(it -> find(it, text).stream()).findFirst();
            case Value.Fields fields ->
                fields.fields().stream()
                        .flatMap(it -> find(it.value(), text).stream())
                        .findFirst();
        };
    }
}
