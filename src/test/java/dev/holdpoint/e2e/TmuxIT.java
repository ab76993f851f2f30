package dev.holdpoint.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test terminal itself, with programs that everybody knows. */
@Tag("slow")
final class TmuxIT {
    @TempDir
    Path folder;

    private Tmux tmux;

    @BeforeEach
    void start() {
        tmux = Tmux.start(folder, 60, 12, Map.of("GREETING", "bonjour"));
    }

    @AfterEach
    void close() {
        tmux.close();
    }

    @Test
    void typesAndSeesWhatIsAnswered() {
        tmux.run(List.of("sh", "-c", "read -r line; echo \"$GREETING $line\"; exit 3"));
        tmux.type("monde; -");
        tmux.keys("Enter");

        tmux.await("^bonjour monde; -$");
        assertThat(tmux.awaitEnd()).isEqualTo(3);
    }

    @Test
    void resizesAndRunsAnother() {
        tmux.run(List.of("sh", "-c", "trap 'stty size' WINCH; stty size; while :; do sleep 0.05; done"));
        tmux.await("^12 60$");
        tmux.resize(100, 30);
        tmux.await("^30 100$");

        tmux.run(List.of("sh", "-c", "echo again; exec sleep 60"));
        tmux.await("^again$");
        tmux.program().destroyForcibly();
        assertThat(tmux.awaitEnd()).isEqualTo(137);
    }

    @Test
    void saysWhatStoodOnTheScreenInVain() {
        tmux.run(List.of("sh", "-c", "echo here; exec sleep 60"));
        tmux.await("here");

        assertThatThrownBy(() -> tmux.await("there", Duration.ofMillis(100)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("/there/")
                .hasMessageContaining("here");
    }
}
