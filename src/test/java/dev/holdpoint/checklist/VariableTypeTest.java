package dev.holdpoint.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VariableTypeTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "NUMBER, 42",
                "NUMBER, -1.5",
                "DURATION, 1h30m",
                "DURATION, 250ms",
                "HOST, db1",
                "HOST, db1.example.org",
                "HOST, 203.0.113.7",
                "HOST, my_host",
                "IP, 203.0.113.7",
                "IP, 2001:db8::1",
                "IP, ::1",
                "CIDR, 203.0.113.7/32",
                "CIDR, 10.0.0.0/8",
                "CIDR, 0.0.0.0/0",
                "CIDR, 2001:db8::/32",
                "PORT, 1",
                "PORT, 65535",
                "DOMAIN, example.org",
                "DOMAIN, a.b.example.org",
                "URL, https://example.org",
                "URL, http://localhost:8080/a?b=c",
                "POSTGRES_URL, postgres://a@b/c",
                "POSTGRES_URL, postgresql://a:p@b:5432/c?sslmode=require",
                "PATH, a/b",
                "PATH, /",
                "BUCKET, my.bucket-1",
                "AWS_ACCOUNT, 012345678901",
                "SECURITY_GROUP, sg-0123abcd",
                "SECURITY_GROUP, sg-0123456789abcdef0",
                "CHOICE, hot",
                "YES_NO, yes",
                "YES_NO, no",
                "TEXT, anything at all"
            })
    void takesWhatIsRight(VariableType type, String text) {
        assertThat(type.refusal(text, List.of("hot", "cold"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "NUMBER, 1e5",
                "NUMBER, 01",
                "NUMBER, five",
                "DURATION, 90",
                "DURATION, 3 m",
                "DURATION, m",
                "HOST, a b",
                "HOST, -a",
                "HOST, 1.2.3",
                "HOST, a..b",
                "HOST, postgres–instance1",
                "TEXT, wiki2\u200b",
                "TEXT, a\u00a0b",
                "PATH, /srv/\u200ewiki",
                "IP, 256.1.1.1",
                "IP, 1.2.3",
                "IP, 01.2.3.4",
                "IP, db1",
                "IP, fe80::1%eth0",
                "CIDR, 10.0.0.1/8",
                "CIDR, 10.0.0.0/33",
                "CIDR, 10.0.0.0",
                "CIDR, 10.0.0.0/",
                "CIDR, x/8",
                "CIDR, 2001:db8::/129",
                "PORT, 0",
                "PORT, 65536",
                "PORT, 080",
                "PORT, ssh",
                "DOMAIN, localhost",
                "DOMAIN, example.org.",
                "DOMAIN, 10.0.0.1",
                "URL, example.org",
                "URL, ftp://a",
                "URL, https://",
                "URL, https://a b",
                "POSTGRES_URL, https://a/b",
                "POSTGRES_URL, postgres://a",
                "POSTGRES_URL, postgres://a@b:99999/c",
                "BUCKET, Ab",
                "BUCKET, a..b",
                "BUCKET, 1.2.3.4",
                "BUCKET, ab",
                "AWS_ACCOUNT, 12345678901",
                "AWS_ACCOUNT, 1234567890123",
                "SECURITY_GROUP, sg-1",
                "SECURITY_GROUP, SG-0123abcd",
                "CHOICE, warm",
                "YES_NO, true",
                "YES_NO, Yes"
            })
    void refusesWhatIsNot(VariableType type, String text) {
        var refusal = type.refusal(text, List.of("hot", "cold"));
        assertThat(refusal).isPresent();
        assertThat(refusal.orElseThrow()).contains(type == VariableType.CHOICE ? "hot, cold" : type.example());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TEXT", "PATH"})
    void theRefusalNeverQuotesTheValue(VariableType type) {
        assertThat(type.refusal("hunter2 /\\", List.of("hot")).orElseThrow()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @EnumSource
    void itsExampleIsRight(VariableType type) {
        if (type != VariableType.CHOICE) {
            assertThat(type.refusal(type.example(), List.of())).isEmpty();
        }
        assertThat(type.refusal("a\u0000b", List.of("a\u0000b"))).isPresent();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TEXT")
    void nothingIsNoValue(VariableType type) {
        assertThat(type.refusal("", List.of("hot")).orElseThrow()).startsWith("a value is missing: ");
    }

    /** What a server has made, or a key that Windows has saved: nothing of it came along by mistake. */
    @Test
    void aSecretMayHoldAnyCharacter() {
        for (var text : List.of("pass\u00a0word", "\u200bx", "key\r\nend\r\n", "a\u0001b", "\u202e")) {
            assertThat(variable(VariableType.TEXT, true).refusal(text)).as(text).isEmpty();
            assertThat(variable(VariableType.TEXT, false).refusal(text))
                    .as(text)
                    .isPresent();
        }
        assertThat(variable(VariableType.PORT, true).refusal("54\u200b32"))
                .contains("not a port from 1 to 65535, such as 5432");
        assertThat(variable(VariableType.TEXT, true).refusal("a\u0000b")).isPresent();
    }

    private static Variable variable(VariableType type, boolean secret) {
        return new Variable("x", "x", type, null, secret, List.of(), null, new Place("x.yml", 1, 1));
    }

    @Test
    void theRefusalShowsARightValue() {
        assertThat(VariableType.PORT.refusal("x", List.of())).contains("not a port from 1 to 65535, such as 5432");
        assertThat(VariableType.CHOICE.refusal("x", List.of("hot", "cold"))).contains("not one of hot, cold");
        assertThat(VariableType.POSTGRES_URL.word()).isEqualTo("postgres-url");
    }

    @Test
    void aNumberThatIsTooLongIsToldHowLongItMayBe() {
        assertThat(VariableType.NUMBER.refusal("1".repeat(50), List.of()))
                .hasValueSatisfying(
                        it -> assertThat(it).contains("at most 18 digits before the point and 9 behind it"));
        assertThat(VariableType.NUMBER.refusal("0.0000000001", List.of())).isPresent();
        assertThat(VariableType.NUMBER.refusal("five", List.of()))
                .hasValueSatisfying(it -> assertThat(it).doesNotContain("18"));
    }
}
