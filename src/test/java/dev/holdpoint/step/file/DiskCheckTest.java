package dev.holdpoint.step.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.step.FakeAttempt;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCheckTest {
    private final DiskCheck check = new DiskCheck();

    @TempDir
    Path folder;

    private DiskCheck.Spec at(String free) {
        return new DiskCheck.Spec(folder.resolve("not/yet/there").toString(), free, null);
    }

    @Test
    void enoughRoomIsGreenAlsoForAPathThatDoesNotExistYet() {
        var evidence = check.observe(at("1"), new FakeAttempt());
        assertThat(evidence.green()).isTrue();
        assertThat(evidence.sentence()).contains("at " + folder).endsWith(", 1 bytes wanted");
    }

    @Test
    void tooLittleRoomIsRed() {
        assertThat(check.observe(at("900000T"), new FakeAttempt()).green()).isFalse();
        assertThat(check.observe(at("100%"), new FakeAttempt()).green()).isFalse();
    }

    @Test
    void sizesAreReadInUnitsOf1024() {
        assertThat(Size.parse("10G")).contains(10L << 30);
        assertThat(Size.parse("1.5 KiB")).contains(1536L);
        assertThat(Size.parse("500MB")).contains(500L << 20);
        assertThat(Size.parse("12")).contains(12L);
        assertThat(Size.parse("ten")).isEmpty();
        assertThat(Size.words(3_328_599_654L)).isEqualTo("3.1 GB");
    }

    @Test
    void whatIsNoSizeIsAProblem() {
        assertThat(check.problems(at("lots"))).hasSize(1);
        assertThat(check.problems(at("101%"))).hasSize(1);
        assertThat(check.problems(at("20%"))).isEmpty();
    }
}
