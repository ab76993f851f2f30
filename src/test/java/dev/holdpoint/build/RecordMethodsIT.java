package dev.holdpoint.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher's build writes for equals and hashCode of records answers as what the JVM would put together. */
@Tag("slow")
class RecordMethodsIT {
    @TempDir
    Path dir;

    /** One component of every sort. */
    public record Every(
            boolean bool,
            byte small,
            short little,
            char sign,
            int number,
            long big,
            float half,
            double real,
            String text) {}

    /** Nothing to compare. */
    public record Nothing() {}

    /** An author's own methods stay. */
    public record Own(int number) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Own;
        }

        @Override
        public int hashCode() {
            return 7;
        }
    }

    private static final List<Object[]> VALUES = List.of(
            new Object[] {true, (byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, "8"},
            new Object[] {false, (byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, "8"},
            new Object[] {true, (byte) -1, (short) 2, 'c', 4, 5L, 6f, 7d, "8"},
            new Object[] {true, (byte) 1, (short) -2, 'c', 4, 5L, 6f, 7d, "8"},
            new Object[] {true, (byte) 1, (short) 2, 'd', 4, 5L, 6f, 7d, "8"},
            new Object[] {true, (byte) 1, (short) 2, 'c', -4, 5L, 6f, 7d, "8"},
            new Object[] {true, (byte) 1, (short) 2, 'c', 4, 5L << 40, 6f, 7d, "8"},
            new Object[] {true, (byte) 1, (short) 2, 'c', 4, 5L, Float.NaN, 7d, "8"},
            new Object[] {true, (byte) 1, (short) 2, 'c', 4, 5L, 0f, 7d, "8"},
            new Object[] {true, (byte) 1, (short) 2, 'c', 4, 5L, -0f, 7d, "8"},
            new Object[] {true, (byte) 1, (short) 2, 'c', 4, 5L, 6f, Double.NaN, "8"},
            new Object[] {true, (byte) 1, (short) 2, 'c', 4, 5L, 6f, -0d, "8"},
            new Object[] {true, (byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, "other"},
            new Object[] {true, (byte) 1, (short) 2, 'c', 4, 5L, 6f, 7d, null});

    @Test
    void theyAnswerAsBefore() throws Exception {
        var classes = dir.resolve("classes/dev/holdpoint/build");
        Files.createDirectories(classes);
        for (var name : List.of("RecordMethodsIT$Every", "RecordMethodsIT$Nothing", "RecordMethodsIT$Own")) {
            Files.copy(
                    RewrittenJar.home(Every.class).resolve("dev/holdpoint/build/" + name + ".class"),
                    classes.resolve(name + ".class"));
        }
        var built = RewrittenJar.by("RecordMethods", RewrittenJar.of(dir.resolve("classes"), dir.resolve("built.jar")));
        try (var loader = new URLClassLoader(new URL[] {built.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            var before = made(Every.class);
            var after = made(loader.loadClass(Every.class.getName()));
            // Twice the same values, as other objects.
            before.addAll(made(Every.class));
            after.addAll(made(loader.loadClass(Every.class.getName())));
            for (int i = 0; i < before.size(); i++) {
                assertThat(after.get(i).hashCode())
                        .as(before.get(i).toString())
                        .isEqualTo(before.get(i).hashCode());
                assertThat(after.get(i)).isNotEqualTo(null).isNotEqualTo("something else");
                for (int j = 0; j < before.size(); j++) {
                    assertThat(after.get(i).equals(after.get(j)))
                            .as(before.get(i) + " and " + before.get(j))
                            .isEqualTo(before.get(i).equals(before.get(j)));
                }
            }
            var nothing = loader.loadClass(Nothing.class.getName()).getConstructors()[0];
            assertThat(nothing.newInstance()).isEqualTo(nothing.newInstance()).hasSameHashCodeAs(new Nothing());
            var own = loader.loadClass(Own.class.getName()).getConstructors()[0];
            assertThat(own.newInstance(1)).isEqualTo(own.newInstance(2)).hasSameHashCodeAs(new Own(3));
        }
    }

    @Test
    void noRecordOfTheProgramLeavesThemToItsFirstUse() throws Exception {
        var jar = RewrittenJar.of(RewrittenJar.home(dev.holdpoint.checklist.Loader.class), dir.resolve("program.jar"));
        assertThat(left(jar)).as("they are there before").hasSizeGreaterThan(100);
        assertThat(left(RewrittenJar.by("RecordMethods", jar))).isEmpty();
    }

    private static List<Object> made(Class<?> type) throws ReflectiveOperationException {
        var made = new ArrayList<Object>();
        for (var values : VALUES) {
            made.add(type.getConstructors()[0].newInstance(values));
        }
        return made;
    }

    private static List<String> left(Path jar) throws Exception {
        try (var file = new JarFile(jar.toFile())) {
            var left = new ArrayList<String>();
            for (var entry :
                    file.stream().filter(it -> it.getName().endsWith(".class")).toList()) {
                var model = ClassFile.of().parse(file.getInputStream(entry).readAllBytes());
                if (leaves(model)) {
                    left.add(entry.getName());
                }
            }
            return left;
        }
    }

    private static boolean leaves(ClassModel model) {
        return model.methods().stream()
                .filter(it -> Arrays.asList("equals", "hashCode")
                        .contains(it.methodName().stringValue()))
                .flatMap(it -> it.code().stream())
                .flatMap(it -> it.elementStream())
                .anyMatch(it -> it instanceof InvokeDynamicInstruction call
                        && call.bootstrapMethod().owner().descriptorString().contains("ObjectMethods"));
    }
}
