package dev.holdpoint.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.console.model.Form;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.RunFeed.Wanted;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormTest {
    private static String given(VariableType type, boolean secret, String pasted) {
        var form = new Form(
                null, null, List.of(new Wanted(Sample.variable("it", "It", type, null, secret), "", "")), Values.NONE);
        form.field().take(new Key.Paste(pasted));
        return ((Intent.SetVariables) form.intent()).values().revealed().get("it");
    }

    @Test
    void blanksOfAPasswordArePartOfItAndLineEndsAreNot() {
        assertThat(given(VariableType.TEXT, true, " two words \r\n")).isEqualTo(" two words ");
        assertThat(given(VariableType.TEXT, false, " db.example.org \n")).isEqualTo("db.example.org");
        assertThat(given(VariableType.POSTGRES_URL, true, " postgres://a@b/c \n"))
                .isEqualTo("postgres://a@b/c");
    }
}
