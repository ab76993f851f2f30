package dev.holdpoint.pair;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OneTimeCodeTest {
    /** The seed of RFC 6238, appendix B. */
    private static final String SEED = Base32.write("12345678901234567890".getBytes(US_ASCII));

    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "20000000000, 353130"})
    void theCodesOfTheStandard(long seconds, String code) {
        assertThat(OneTimeCode.at(SEED, Instant.ofEpochSecond(seconds))).isEqualTo(code);
        assertThat(OneTimeCode.judge(SEED, code, Instant.ofEpochSecond(seconds)))
                .hasValue(seconds / 30);
    }

    @Test
    void oneStepBackIsTakenAndNoOther() {
        var now = Instant.ofEpochSecond(1_111_111_125);
        assertThat(OneTimeCode.judge(SEED, OneTimeCode.at(SEED, now.minusSeconds(30)), now))
                .hasValue(now.getEpochSecond() / 30 - 1);
        assertThat(OneTimeCode.judge(SEED, OneTimeCode.at(SEED, now.minusSeconds(60)), now))
                .isEmpty();
        assertThat(OneTimeCode.judge(SEED, OneTimeCode.at(SEED, now.plusSeconds(30)), now))
                .isEmpty();
        assertThat(OneTimeCode.judge(SEED, "", now)).isEmpty();
    }

    @Test
    void aCodeMayBeReadInTwoHalves() {
        assertThat(OneTimeCode.judge(SEED, "287 082", Instant.ofEpochSecond(59)))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void theLettersOfTheStandard(String text, String letters) {
        assertThat(Base32.write(text.getBytes(US_ASCII))).isEqualTo(letters);
        assertThat(Base32.read(letters)).asString(US_ASCII).isEqualTo(text);
    }

    @Test
    void allBytesComeBack() {
        var random = new Random(7);
        for (int length = 0; length < 64; length++) {
            var bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat(Base32.read(Base32.write(bytes))).isEqualTo(bytes);
        }
        assertThatThrownBy(() -> Base32.read("A1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void seedsAreLongAndNoTwoAreTheSame() {
        assertThat(Base32.read(OneTimeCode.newSeed())).hasSize(20);
        assertThat(OneTimeCode.newSeed()).isNotEqualTo(OneTimeCode.newSeed());
    }
}
