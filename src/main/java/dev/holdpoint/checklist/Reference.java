package dev.holdpoint.checklist;

import dev.holdpoint.checklist.Vocabulary.Shape;
import dev.holdpoint.checklist.shape.RecordShape;
import dev.holdpoint.checklist.words.CaptureWords;
import dev.holdpoint.checklist.words.ChecklistWords;
import dev.holdpoint.checklist.words.DatabaseWords;
import dev.holdpoint.checklist.words.FromWords;
import dev.holdpoint.checklist.words.HoldWords;
import dev.holdpoint.checklist.words.HostWords;
import dev.holdpoint.checklist.words.PartWords;
import dev.holdpoint.checklist.words.PhaseWords;
import dev.holdpoint.checklist.words.RetryWords;
import dev.holdpoint.checklist.words.RollbackWords;
import dev.holdpoint.checklist.words.SoakWords;
import dev.holdpoint.checklist.words.StepWords;
import dev.holdpoint.checklist.words.TroubleWords;
import dev.holdpoint.checklist.words.UndoWords;
import dev.holdpoint.checklist.words.VariableWords;
import dev.holdpoint.checklist.words.WindowWords;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What {@code holdpoint kinds} prints, and the tables of the documents: all from the records that the loader binds. */
public final class Reference {
    private static final Map<String, Class<? extends Record>> WORDS = words();

    private Reference() {}

    /** Every kind with its sentence; actions first. */
    public static String list(Vocabulary words) {
        var text = new StringBuilder("Actions\n");
        var width = width(words);
        words.actions().forEach(name -> line(text, width, name, words.action(name)));
        text.append("\nChecks\n");
        words.checks().forEach(name -> line(text, width, name, words.check(name)));
        return text.append("\n`holdpoint kinds KIND` shows its fields.\n").toString();
    }

    /** One kind, as action and as check where it is both; empty where there is none of that name. */
    public static Optional<String> kind(Vocabulary words, String name) {
        var pages = new ArrayList<String>();
        words.action(name).ifPresent(it -> pages.add(page("action", it)));
        words.check(name).ifPresent(it -> pages.add(page("check", it)));
        return pages.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", pages));
    }

    /**
     * What {@code holdpoint kinds [KIND]} prints.
     *
     * @throws IllegalArgumentException with one line for the operator where there is no such kind
     */
    public static String text(Vocabulary words, Optional<String> name) {
        if (name.isEmpty()) {
            return list(words);
        }
        var all = new ArrayList<>(words.actions());
        all.addAll(words.checks());
        return kind(words, name.get())
                .orElseThrow(() -> new IllegalArgumentException("there is no kind `" + name.get() + "`"
                        + Nearest.to(name.get(), all)
                                .map(it -> "; did you mean `" + it + "`?")
                                .orElse("; `holdpoint kinds` lists them")));
    }

    /** The whole of {@code docs/kinds.md}. */
    public static String kindsPage(Vocabulary words) {
        var text = new StringBuilder(
                "# Kinds\n\nGenerated from the records in the code, which a test keeps it equal to: `holdpoint kinds` prints the same.\n");
        section(text, "Actions", words.actions(), name -> words.action(name).orElseThrow());
        section(text, "Checks", words.checks(), name -> words.check(name).orElseThrow());
        return text.toString();
    }

    /**
     * {@code docs/language.md} with its tables written anew: what stands between {@code <!-- fields: NAME -->} and
     * {@code <!-- end -->}.
     */
    public static String languagePage(String page) {
        var lines = new ArrayList<String>();
        var skipping = false;
        for (var line : page.split("\n", -1)) {
            skipping &= !line.equals("<!-- end -->");
            if (!skipping) {
                lines.add(line);
            }
            if (line.startsWith("<!-- fields: ")) {
                lines.add(table(line.substring(13, line.length() - 4)));
                skipping = true;
            }
        }
        return String.join("\n", lines);
    }

    /** The records that {@link #languagePage} can show. */
    public static Set<String> tables() {
        return WORDS.keySet();
    }

    private static String table(String name) {
        var type = WORDS.get(name);
        if (type == null) {
            throw new IllegalArgumentException("no words are called " + name);
        }
        return "\n" + FieldTable.markdown(RecordShape.of(type));
    }

    private static void section(StringBuilder text, String title, Set<String> names, Function<String, Shape> find) {
        text.append("\n## ").append(title).append('\n');
        for (var name : names) {
            var shape = find.apply(name);
            var record = RecordShape.of(shape.spec());
            text.append("\n### `")
                    .append(name)
                    .append("`\n\n")
                    .append(shape.says())
                    .append("\n\n");
            text.append(FieldTable.markdown(record));
            text.append("\n```yaml\n").append(FieldTable.example(name, record)).append("\n```\n");
        }
    }

    private static String page(String role, Shape shape) {
        var record = RecordShape.of(shape.spec());
        return shape.name() + "  (" + role + ")\n\n  " + shape.says() + "\n\n" + FieldTable.plain(record) + "\n  "
                + FieldTable.example(shape.name(), record) + "\n";
    }

    private static int width(Vocabulary words) {
        var width = 0;
        for (var name : words.actions()) {
            width = Math.max(width, name.length());
        }
        for (var name : words.checks()) {
            width = Math.max(width, name.length());
        }
        return width;
    }

    private static void line(StringBuilder text, int width, String name, Optional<Shape> shape) {
        var says = shape.map(Shape::says).orElse("");
        text.append("  ")
                .append(name)
                .append(" ".repeat(width - name.length() + 2))
                .append(says)
                .append('\n');
    }

    private static Map<String, Class<? extends Record>> words() {
        var words = new LinkedHashMap<String, Class<? extends Record>>();
        for (var type : List.of(
                ChecklistWords.class,
                WindowWords.class,
                VariableWords.class,
                FromWords.class,
                HostWords.class,
                DatabaseWords.class,
                RollbackWords.class,
                PhaseWords.class,
                StepWords.class,
                RetryWords.class,
                HoldWords.class,
                SoakWords.class,
                UndoWords.class,
                CaptureWords.class,
                PartWords.class,
                TroubleWords.class)) {
            words.put(type.getSimpleName().replace("Words", "").toLowerCase(Locale.ROOT), type);
        }
        return words;
    }
}
