package dev.holdpoint.console.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.console.terminal.Canvas;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.console.terminal.Role;
import dev.holdpoint.console.terminal.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/** The keymap and its page. Written anew with {@code -Dgolden.update=true}. */
class KeysPageTest {
    private static final Path PAGE = Path.of("docs/keys.md");

    @Test
    void thePageSaysWhatTheKeymapSays() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, KeysPage.markdown());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(KeysPage.markdown());
    }

    @Test
    void noKeyMeansTwoThings() {
        // The gate and the finding have keys of their own, which win while they are there.
        var seen = new HashSet<String>();
        for (var section : Keymap.sections()) {
            if (section.title().equals("While finding") || section.title().startsWith("At a gate")) {
                continue;
            }
            for (var binding : section.bindings()) {
                binding.keys()
                        .forEach(key -> assertThat(seen.add(key.label()))
                                .as(key.label())
                                .isTrue());
            }
        }
    }

    @Test
    void everyKeyHasANameThatATerminalWithoutUtf8CanShow() {
        for (var section : Keymap.sections()) {
            for (var binding : section.bindings()) {
                var canvas = new Canvas(new Size(40, 1));
                canvas.put(2, 0, Labels.of(binding.keys()), Role.KEY);
                var help = binding.keys().contains(Key.of('?'));
                assertThat(canvas.frame().ascii().text().contains("?"))
                        .as(Labels.of(binding.keys()))
                        .isEqualTo(help);
            }
        }
    }
}
