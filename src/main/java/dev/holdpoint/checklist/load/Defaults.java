package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Filling;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.Values;

/** Fills in what variables are without anybody's word, so that a kind can judge what would be run with it. It reports nothing itself. */
record Defaults(Scope scope) implements Filling {
    @Override
    public Text text(Value.Scalar scalar, Problems problems) {
        if (Template.plain(scalar.text())) {
            return new Text.Ready(scalar.text(), false);
        }
        var written = scope.composed(scalar.text());
        var values = Values.NONE;
        for (var name : Template.names(written)) {
            var fallback = scope.names().fallback(name);
            if (fallback.isPresent()) {
                values = values.with(name, fallback.get(), false);
            }
        }
        var filled = Template.fill(written, values);
        return filled.missing().isEmpty() ? new Text.Ready(filled.text(), false) : new Text.Open(written);
    }

    @Override
    public void program(Value.Scalar scalar, boolean sql, Problems problems) {
        // Judged by the scope, which stands behind this.
    }
}
