package dev.holdpoint.console.keys;

import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.operator.CommandWords;

/** {@code docs/keys.md}, written from the keymap. */
public final class KeysPage {
    private KeysPage() {}

    /** The whole page as Markdown. */
    public static String markdown() {
        var page = new StringBuilder("""
                # Keys

                Written from the keymap; a test keeps it so (`KeysPageTest`). `?` shows the same in the console, and why a key does not work now.
                """);
        Keymap.sections().forEach(it -> section(page, it));
        words(page);
        return page.toString();
    }

    private static void section(StringBuilder page, Keymap.Section section) {
        page.append("\n## ")
                .append(section.title())
                .append("\n\n| key | what it does | as a command |\n| --- | --- | --- |\n");
        for (var binding : section.bindings()) {
            var word = binding.command().word();
            page.append("| ")
                    .append(keys(binding))
                    .append(" | ")
                    .append(binding.command().says())
                    .append(" | ");
            page.append(word.isEmpty() ? "" : "`:" + word + "`").append(" |\n");
        }
    }

    private static String keys(Binding binding) {
        var text = new StringBuilder();
        for (Key key : binding.keys()) {
            text.append(text.isEmpty() ? "" : " ")
                    .append('`')
                    .append(Labels.of(key))
                    .append('`');
        }
        return text.toString();
    }

    private static void words(StringBuilder page) {
        page.append("""

                ## Commands

                Behind `:`; Tab completes words and the ids of steps, ↑ and ↓ go through what was typed before. Where a step's id may stand, the step
                under the cursor is meant without one; a reason may stand behind the id: `:skip private the platform team does it tomorrow`. An open item is
                named as the header names it: `:close door 5432 the network team took the rule away`.

                | command | what it does |
                | --- | --- |
                """);
        CommandWords.commands()
                .forEach(it -> page.append("| `:")
                        .append(it.word())
                        .append(CommandWords.argument(it))
                        .append("` | ")
                        .append(it.says())
                        .append(" |\n"));
    }
}
