package dev.holdpoint.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ProgramsTest {
    /** The name of the folder in the cache: another version of the binaries must not find the old one's. */
    @Test
    void theVersionIsTheOneThatIsBuiltIn() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<zonky-binaries.version>" + Programs.VERSION + ".0</zonky-binaries.version>");
    }
}
