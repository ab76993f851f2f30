package dev.holdpoint.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {
    @TempDir
    private Path folder;

    @Test
    void aPathAloneIsNoMessage() throws IOException {
        var file = Files.createFile(folder.resolve("file"));

        assertThat(FileTrouble.says(of(() -> Files.createDirectories(file))))
                .isEqualTo(file + ": something else is there already");
        assertThat(FileTrouble.says(of(() -> Files.readString(folder.resolve("none")))))
                .isEqualTo(folder.resolve("none") + ": there is no such file or folder");
        assertThat(FileTrouble.says(new NotDirectoryException("/x"))).isEqualTo("/x: it is no folder");
        assertThat(FileTrouble.says(of(() -> Files.delete(folder)))).isEqualTo(folder + ": it is not empty");
        assertThat(FileTrouble.says(new AccessDeniedException("/x")))
                .isEqualTo("/x: this user may not read or write it");
    }

    @Test
    void aReasonThatIsSaidIsNotSaidTwice() {
        assertThat(FileTrouble.says(new NoSuchFileException("/x", null, "Too many levels")))
                .isEqualTo("/x: Too many levels");
        assertThat(FileTrouble.says(new IOException("pipe broken\nat line 7"))).isEqualTo("pipe broken");
        assertThat(FileTrouble.says(new IOException())).isEqualTo("IOException");
    }

    private static IOException of(Doing doing) {
        try {
            doing.run();
        } catch (IOException failure) {
            return failure;
        }
        throw new AssertionError("it did not fail");
    }

    private interface Doing {
        void run() throws IOException;
    }
}
