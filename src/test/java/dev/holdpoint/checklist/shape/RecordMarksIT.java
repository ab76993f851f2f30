package dev.holdpoint.checklist.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.build.RewrittenJar;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher's build writes into the jar is what the annotations say, for every record of the program. */
@Tag("slow")
class RecordMarksIT {
    private static final String MARKS = Marks.class.getName();

    @TempDir
    Path dir;

    @Test
    void itSaysOfEveryRecordWhatItsAnnotationsSay() throws Exception {
        var built = RewrittenJar.by(
                "RecordMarks", RewrittenJar.of(RewrittenJar.home(Marks.class), dir.resolve("built.jar")));
        try (var loader = new URLClassLoader(new URL[] {built.toUri().toURL()}, ClassLoader.getPlatformClassLoader()) {
                    @Override
                    protected Class<?> findClass(String name) throws ClassNotFoundException {
                        // The rewritten class alone is the jar's; what it looks at are the classes that are here.
                        return name.equals(MARKS)
                                ? super.findClass(name)
                                : RecordMarksIT.class.getClassLoader().loadClass(name);
                    }
                };
                var jar = new JarFile(built.toFile())) {
            var marks = loader.loadClass(MARKS);
            var texts = method(marks, "texts");
            var read = method(Marks.class, "read");
            var known = List.of(marks.getDeclaredMethods()).stream()
                    .filter(it -> it.getName().startsWith("texts$"))
                    .count();
            long said = 0;
            for (var record : records(jar)) {
                var asked = (String[]) texts.invoke(null, record);
                assertThat(asked).as(record.getName()).isEqualTo(read.invoke(null, record));
                said += String.join("", asked).isEmpty() ? 0 : 1;
            }
            assertThat(known)
                    .as("records that the build has written down")
                    .isEqualTo(said)
                    .isGreaterThan(50);
        }
    }

    private static Method method(Class<?> of, String name) throws ReflectiveOperationException {
        var method = of.getDeclaredMethod(name, Class.class);
        method.setAccessible(true);
        return method;
    }

    private static List<Class<?>> records(JarFile jar) throws ClassNotFoundException {
        var records = new ArrayList<Class<?>>();
        for (var entry :
                jar.stream().filter(it -> it.getName().endsWith(".class")).toList()) {
            var name = entry.getName().replace(".class", "").replace('/', '.');
            if (!name.endsWith("-info")) {
                var type = Class.forName(name, false, RecordMarksIT.class.getClassLoader());
                if (type.isRecord()) {
                    records.add(type);
                }
            }
        }
        return records;
    }
}
