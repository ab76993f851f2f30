package dev.holdpoint.step.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HushedTest {
    private static String of(String text) {
        return String.join("\n", Hushed.of(List.of(text.split("\n", -1))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url: postgres://app:hunter22@db/x",
                "cache = redis://:hunter22@cache:6379/0 # the cache",
                "url: http://app:hunter22/x@y@db",
                "SMTP_PASS=hunter22",
                "db_pwd: hunter22",
                "export PGPASSWORD='hunter22'",
                "dsn: app:hunter22@tcp(db)/x",
                "# key = hunter22",
                "{ user: a, pass: hunter22, port: 1 }",
                "{\"apiKey\": \"hunter22\"}",
                "Authorization: Bearer hunter22",
                "requirepass hunter22",
                "password:\n  hunter22",
                "password: |-\n  hunter22\n\n  hunter22",
                "password: >2 # folded\n  hunter22",
                "passwords:\n- hunter22\n- hunter22",
                "secrets:\n  one: hunter22\n  two:\n    three: hunter22",
                "password: one\n  hunter22",
                "\"password\":\n\"hunter22\",",
                "\"keys\": [\n  \"hunter22\"\n]",
                "PASSWORD=\"one\nhunter22\ntwo\"",
                "password = \"\"\"\nhunter22\n\"\"\"",
                "secret = \\\nhunter22",
                "PASS=#hunter22",
                "PASS=!hunter22",
                "secret = hunter22 \\\nhunter22",
                "password: # see below\n  hunter22",
                "KEY=-----BEGIN X-----\nhunter22\n-----END X-----",
                "key:\n-----BEGIN X-----\nhunter22\n-----END X-----",
                "cert: |\n  -----BEGIN PRIVATE KEY-----\n  hunter22\n  -----END PRIVATE KEY-----",
                "x = -----BEGIN X-----hunter22-----END X-----",
                "-----BEGIN X-----\nhunter22\nhunter22-----END X-----",
            })
    void whatLooksSecretIsNotShown(String text) {
        assertThat(of(text)).doesNotContain("hunter22").contains("••••");
        assertThat(of(text).lines()).hasSameSizeAs(text.lines().toList());
    }

    @Test
    void whatComesAfterIsShown() {
        var text =
                "password:\n  x\nport: 1\nkey: |\n  x\nname: a\n-----BEGIN X-----\nx\n-----END X-----\nb: c\nPWD=\nD=e";
        assertThat(of(text))
                .isEqualTo(
                        "password:\n  ••••\nport: 1\nkey: |\n  ••••\nname: a\n-----BEGIN X-----\n••••\n-----END X-----\nb: c\nPWD=\nD=e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    proxy_pass http://100.64.0.13:3000;",
                "address: 100.64.0.13",
                "url: https://git.example.org/x",
                "see ssh://git@example.org",
                "it's: 'so'"
            })
    void whatDoesNotIsShownAsItIs(String text) {
        assertThat(of(text)).isEqualTo(text);
    }
}
