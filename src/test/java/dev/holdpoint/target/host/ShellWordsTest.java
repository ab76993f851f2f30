package dev.holdpoint.target.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
    @Test
    void aWordThatNeedsNoQuotesHasNone() {
        assertThat(ShellWords.quoted(List.of("/srv/app", "a@b:80", "--x=1,2%+", "••••")))
                .isEqualTo("/srv/app a@b:80 --x=1,2%+ ••••");
    }

    @Test
    void shReadsEveryWordBackAsItWas() throws Exception {
        var words = List.of(
                "",
                " ",
                "a b",
                "it's",
                "''",
                "\"",
                "a;b",
                "$(x)",
                "`x`",
                "\\",
                "a\\'b",
                "~",
                "{a,b}",
                "*",
                "#x",
                "!x",
                "a\nb",
                "\n",
                "ü",
                "a&b|c<d>e",
                "-n",
                "a=b c");
        var process = new ProcessBuilder("sh", "-c", "printf '%s\\0' " + ShellWords.quoted(words)).start();
        var read = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(read).isEqualTo(String.join("\0", words) + "\0");
    }
}
