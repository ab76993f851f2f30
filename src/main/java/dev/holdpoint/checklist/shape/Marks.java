package dev.holdpoint.checklist.shape;

import dev.holdpoint.checklist.AtLeastOne;
import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.NotYet;
import dev.holdpoint.checklist.Others;
import dev.holdpoint.checklist.Shorthand;
import dev.holdpoint.checklist.Word;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the annotations of an authored record say, as plain texts.
 *
 * <p>Reading annotations makes the JVM write a class for each of their types, anew at every start, since no AOT cache keeps it (JDK 25).
 * So the launcher's build asks {@link #read} once for each record, and {@code scripts/RecordMarks.java} puts the answers in the place of
 * {@link #texts}, in the built jar. They are plain texts for that.
 */
final class Marks {
    private static final int OF_TYPE = 2;
    private static final int OF_FIELD = 5;

    private static final String OTHERS = "others ";
    private static final String SHORTHAND = "shorthand ";
    private static final String AT_LEAST_ONE = "atLeastOne ";
    private static final String NULLABLE = "nullable ";
    private static final String RENAMED = "renamed ";

    private final String[] texts;

    private Marks(String... texts) {
        this.texts = texts;
    }

    static Marks of(Class<?> type) {
        return new Marks(texts(type));
    }

    private static String[] texts(Class<?> type) {
        return read(type);
    }

    /** Two texts for the record, and five for each of its components. */
    private static String[] read(Class<?> type) {
        var texts = new ArrayList<String>();
        var name = type.getAnnotation(Doc.class);
        var later = type.getAnnotation(NotYet.class);
        texts.add(name == null ? "" : name.value());
        texts.add(later == null ? "" : String.join(" ", later.value()));
        for (var component : type.getRecordComponents()) {
            read(component, texts);
        }
        return texts.toArray(String[]::new);
    }

    private static void read(RecordComponent component, List<String> to) {
        var word = component.getAnnotation(Word.class);
        var doc = component.getAnnotation(Doc.class);
        to.add((component.isAnnotationPresent(Others.class) ? OTHERS : "")
                + (component.isAnnotationPresent(Shorthand.class) ? SHORTHAND : "")
                + (component.isAnnotationPresent(AtLeastOne.class) ? AT_LEAST_ONE : "")
                + (component.getAnnotatedType().isAnnotationPresent(Nullable.class) ? NULLABLE : "")
                + (word == null ? "" : RENAMED));
        to.add(word == null ? "" : word.value());
        to.add(doc == null ? "" : doc.value());
        to.add(doc == null ? "" : doc.fallback());
        to.add(doc == null ? "" : doc.example());
    }

    /** What messages call the record; empty where they call it by its field. */
    String called() {
        return texts[0];
    }

    List<String> notYet() {
        return texts[1].isEmpty() ? List.of() : List.of(texts[1].split(" "));
    }

    private String text(int component, int which) {
        return texts[OF_TYPE + component * OF_FIELD + which];
    }

    boolean others(int component) {
        return text(component, 0).contains(OTHERS);
    }

    boolean shorthand(int component) {
        return text(component, 0).contains(SHORTHAND);
    }

    boolean atLeastOne(int component) {
        return text(component, 0).contains(AT_LEAST_ONE);
    }

    boolean nullable(int component) {
        return text(component, 0).contains(NULLABLE);
    }

    /** The word that the author writes where it is not the component's name; null where it is. */
    @Nullable
    String word(int component) {
        return text(component, 0).contains(RENAMED) ? text(component, 1) : null;
    }

    String says(int component) {
        return text(component, 2);
    }

    String fallback(int component) {
        return text(component, 3);
    }

    String example(int component) {
        return text(component, 4);
    }
}
