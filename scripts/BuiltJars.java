import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the jars of a build start faster: {@code java -cp APP/holdpoint.jar:APP/lib/* scripts/BuiltJars.java APP}. Each tool for itself; one that
 * fails leaves its jar as it was, and every start is slower, nothing else. What went wrong is printed.
 */
final class BuiltJars {
    private BuiltJars() {}

    /** Writes another jar of one. */
    private interface Tool {
        void main(String... jarAndNew) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        var app = Path.of(args[0]);
        var program = List.of(app.resolve("holdpoint.jar"));
        rewrite(program, TypeSwitches::main);
        rewrite(program, RecordMarks::main);
        rewrite(program, RecordMethods::main);
        rewrite(library(app, "lanterna"), Lanterna::main);
        rewrite(library(app, "jline"), jarAndNew -> {
            JLine.main(jarAndNew);
            JLine.unpack(Path.of(jarAndNew[0]), app.resolve("libjlinenative.so"));
        });
    }

    private static List<Path> library(Path app, String name) throws Exception {
        var found = new ArrayList<Path>();
        try (var files = Files.newDirectoryStream(app.resolve("lib"), name + "-[0-9]*.jar")) {
            files.forEach(found::add);
        }
        return found;
    }

    private static void rewrite(List<Path> jars, Tool tool) {
        for (var jar : jars) {
            var made = Path.of(jar + ".new");
            try {
                tool.main(jar.toString(), made.toString());
                Files.move(made, jar, StandardCopyOption.REPLACE_EXISTING);
            } catch (Exception | LinkageError e) {
                e.printStackTrace();
            }
        }
    }
}
