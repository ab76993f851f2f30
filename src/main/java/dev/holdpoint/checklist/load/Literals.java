package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.VariableType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields of targets whose value stands in the file: they are judged here, as a variable's is where it is typed, not first in the run. */
final class Literals {
    private final Problems problems;

    Literals(Problems problems) {
        this.problems = problems;
    }

    void judge(Value spec, String word, VariableType type) {
        var said = of(spec, word);
        if (said != null && !problems.at(said.at())) {
            type.refusal(said.text(), List.of()).ifPresent(why -> problems.add(said.at(), "`" + word + "`: " + why));
        }
    }

    /** The field, where no variable is in it. */
    static Value.@Nullable Scalar of(Value spec, String word) {
        var said = Secrets.raw(spec, word);
        return said == null || said.text().isBlank() || !Template.plain(said.text()) ? null : said;
    }
}
