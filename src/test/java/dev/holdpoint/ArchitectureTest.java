package dev.holdpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The code keeps to the table of rooms in {@code docs/architecture.md}. */
class ArchitectureTest {

    private static final String ROOT = "dev.holdpoint.";
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages("dev.holdpoint");

    @Test
    void theCodeKeepsToTheTable() throws IOException {
        assertThat(CODE).as("classes looked at").hasSizeGreaterThan(20);
        assertThat(objections(Rooms.parse(Files.readString(Path.of("docs/architecture.md")))))
                .as("uses that docs/architecture.md does not allow")
                .isEmpty();
    }

    @Test
    void aTableThatForbidsWhatTheCodeDoesIsNoticed() throws IOException {
        String table = Files.readString(Path.of("docs/architecture.md"));
        String wrong = table.replace("| `step.*`, `target`, `checklist` |", "| `step.*`, `target` |");
        assertThat(wrong).isNotEqualTo(table);
        assertThat(objections(Rooms.parse(wrong)))
                .contains("step.Setting uses checklist.Values: `step` may use `step.*`, `target` only");
    }

    @Test
    void aTableThatForgetsAPackageIsNoticed() throws IOException {
        String table = Files.readString(Path.of("docs/architecture.md"));
        String wrong = table.replaceAll("(?m)^\\| `target` \\|.*\n", "");
        assertThat(wrong).isNotEqualTo(table);
        assertThat(objections(Rooms.parse(wrong)))
                .contains("step.Setting uses target.database.Database: no room named `target.database` in the table");
    }

    private static List<String> objections(Rooms rooms) {
        return CODE.stream()
                .flatMap(user -> user.getDirectDependenciesFromSelf().stream())
                .flatMap(use -> objection(rooms, use).stream())
                .distinct()
                .sorted()
                .toList();
    }

    private static Optional<String> objection(Rooms rooms, Dependency use) {
        JavaClass used = use.getTargetClass().getBaseComponentType();
        if (!used.getPackageName().startsWith(ROOT)) {
            return Optional.empty();
        }
        JavaClass user = use.getOriginClass();
        return rooms.objection(room(user), room(used)).map(why -> shown(user) + " uses " + shown(used) + ": " + why);
    }

    private static String room(JavaClass any) {
        return any.getPackageName().substring(ROOT.length());
    }

    private static String shown(JavaClass any) {
        return any.getName().substring(ROOT.length());
    }
}
