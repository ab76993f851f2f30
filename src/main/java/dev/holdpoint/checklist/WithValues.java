package dev.holdpoint.checklist;

/** Real values: a name without one is a problem now. */
final class WithValues implements Filling {
    private final Values values;

    WithValues(Values values) {
        this.values = values;
    }

    @Override
    public Text text(Value.Scalar scalar, Problems problems) {
        var filled = Template.fill(scalar.text(), values);
        if (filled.missing().isEmpty()) {
            return new Text.Ready(filled.text(), filled.secret());
        }
        for (var name : filled.missing()) {
            problems.add(scalar.at(), "`${" + name + "}` has no value yet");
        }
        return new Text.Wrong();
    }

    @Override
    public void program(Value.Scalar scalar, boolean sql, Problems problems) {
        // Refused when the file was read; here the text goes on as it is, and nothing is put into it.
    }
}
