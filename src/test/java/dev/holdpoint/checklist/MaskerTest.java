package dev.holdpoint.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskerTest {
    private static final String SECRET = "p/w \"ö'&5+<hunter>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p/w \"ö'&5+<hunter>",
                "p/w \\\"ö'&5+<hunter>",
                "p\\/w \\\"ö'&5+<hunter>",
                "p/w \\\"\\u00f6'&5+<hunter>",
                "p%2Fw%20%22%C3%B6%27%265%2B%3Chunter%3E",
                "p%2fw%20%22%c3%b6%27%265%2b%3chunter%3e",
                "p%2Fw+%22%C3%B6%27%265%2B%3Chunter%3E",
                "p%2Fw%20%22%C3%B6'%265%2B%3Chunter%3E",
                "p/w &quot;ö'&amp;5+&lt;hunter&gt;",
                "p/w &quot;ö&apos;&amp;5+&lt;hunter&gt;",
                "p/w &#34;ö&#39;&amp;5+&lt;hunter&gt;",
                "p/w &quot;ö&#x27;&amp;5+&lt;hunter&gt;",
                "p/w \"ö'\\''&5+<hunter>",
                "cC93ICLDticmNSs8aHVudGVyPg==",
                // Python's quote() and JavaScript's encodeURI()
                "p/w%20%22%C3%B6%27%265%2B%3Chunter%3E",
                "p/w%20%22%C3%B6'&5+%3Chunter%3E",
                // JSON of Go, Gson, .NET and PHP
                "p/w \\\"ö'\\u00265+\\u003chunter\\u003e",
                "p/w \\\"ö\\u0027\\u00265+\\u003chunter\\u003e",
                "p/w \\u0022\\u00F6\\u0027\\u00265\\u002B\\u003Chunter\\u003E",
                // SQL, YAML, CSV, conninfo
                "p/w \"ö''&5+<hunter>",
                "p/w \"\"ö'&5+<hunter>",
                "p/w \"ö\\'&5+<hunter>",
                // printf %q of bash, double quotes of sh, shlex.quote()
                "p/w\\ \\\"ö\\'\\&5+\\<hunter\\>",
                "p/w \\\"ö'&5+<hunter>",
                "p/w \"ö'\"'\"'&5+<hunter>",
                // text nodes of XML, html/template
                "p/w \"ö'&amp;5+&lt;hunter&gt;",
                "p/w &#34;ö&#39;&amp;5&#43;&lt;hunter&gt;",
                // C and logs of nginx
                "p/w \"\\303\\266'&5+<hunter>",
                "p/w \\x22\\xC3\\xB6'&5+<hunter>"
            })
    void everyFormIsMasked(String form) {
        assertThat(Masker.of(List.of(SECRET)).mask("a " + form + " b")).isEqualTo("a •••• b");
    }

    @Test
    void aSecretOfShellSignsIsMaskedAsEachProgramWritesIt() {
        Masker masker = Masker.of(List.of("it's&p<w>$HOME\"x\\y`z 9/+"));

        for (String form : List.of(
                "it\\'s\\&p\\<w\\>\\$HOME\\\"x\\\\y\\`z\\ 9/+",
                "it's&p<w>\\$HOME\\\"x\\\\y\\`z 9/+",
                "it''s&p<w>$HOME\"x\\y`z 9/+",
                "it's\\u0026p\\u003cw\\u003e$HOME\\\"x\\\\y`z 9/+",
                "it%27s%26p%3Cw%3E%24HOME%22x%5Cy%60z%209/%2B")) {
            assertThat(masker.mask("a " + form + " b")).isEqualTo("a •••• b");
        }
    }

    @Test
    void passwordsMadeOfBase64AreMaskedInUrls() {
        assertThat(Masker.of(List.of("Zk3/x9+Qw==")).mask("x?p=Zk3/x9%2BQw%3D%3D&y"))
                .isEqualTo("x?p=••••&y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "u:", "us:", "user:", "longer user:"})
    void base64OfALongerTextShowsNothingOfIt(String before) {
        String basic = Base64.getEncoder().encodeToString((before + SECRET + ":x").getBytes(StandardCharsets.UTF_8));

        String masked = Masker.of(List.of(SECRET)).mask("Authorization: Basic " + basic);

        assertThat(masked).contains(Masker.MASK);
        String kept = masked.replaceAll("(?s).*Basic ([A-Za-z0-9+/]*)••••.*", "$1");
        assertThat(new String(
                        Base64.getDecoder().decode(kept.substring(0, kept.length() / 4 * 4)), StandardCharsets.UTF_8))
                .isEqualTo((before + SECRET).substring(0, kept.length() / 4 * 3));
        assertThat(kept.length() / 4 * 3).isLessThanOrEqualTo(before.length());
    }

    @Test
    void theLongestSecretWins() {
        assertThat(Masker.of(List.of("abcd", "abcdefgh")).mask("abcdefgh abcdef"))
                .isEqualTo("•••• ••••ef");
    }

    @Test
    void aKeyOfManyLinesIsMaskedLineByLineToo() {
        String key = "-----BEGIN KEY-----\nMIIabcdefgh\nijklmnopqr\n-----END KEY-----\n";
        Masker masker = Masker.of(List.of(key));

        assertThat(masker.mask("  MIIabcdefgh")).isEqualTo("  ••••");
        assertThat(masker.mask(key.replace("\n", "\r\n"))).isEqualTo("••••");
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 76})
    void base64InLinesIsMaskedLineByLine(int width) {
        String key =
                "-----BEGIN KEY-----\n" + "MIIabcdefghijklmnopqrstuvwxyz0123456789\n".repeat(5) + "-----END KEY-----";
        Base64.Encoder lines = Base64.getMimeEncoder(width, new byte[] {'\n'});
        for (String printed : List.of(key, key + "\n")) {
            String text = lines.encodeToString(printed.getBytes(StandardCharsets.UTF_8));

            String masked = Masker.of(List.of(key)).mask("  " + text.replace("\n", "\n  "));

            // What its own line end or the padding has a part in tells nothing.
            assertThat(masked.replaceAll("••••|\\s", "")).hasSizeLessThan(6);
        }
    }

    @Test
    void thePasswordOfAUrlIsASecretByItself() {
        Masker masker = Masker.of(List.of("postgres://alice:s3%2Fcret@db/x"));

        assertThat(masker.mask("password s3/cret for alice at db")).isEqualTo("password •••• for alice at db");
    }

    @Test
    void anEmptySecretMasksNothing() {
        assertThat(Masker.of(List.of("")).mask("text")).isEqualTo("text");
        assertThat(Masker.NONE.mask("text")).isEqualTo("text");
    }

    @Test
    void onlyWhatMayBecomeASecretIsKeptBack() throws IOException {
        Masker.Stream stream = Masker.of(List.of("swordfish")).stream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        write(stream, "password: sword", out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("password: ");
        assertThat(stream.held()).isEqualTo(5);
        write(stream, "s and fish s", out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("password: swords and fish ");
        stream.finish(out::write);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("password: swords and fish s");
    }

    /** Against the definition, byte by byte, over chunks of every size: few letters, so that patterns overlap and nearly match. */
    @Test
    void chunksMakeNoDifference() throws IOException {
        Random random = new Random(7);
        for (int round = 0; round < 3000; round++) {
            List<String> secrets = List.of(word(random, 1 + random.nextInt(9)), word(random, 3 + random.nextInt(5)));
            Masker masker = Masker.of(secrets);
            String text = word(random, random.nextInt(60));
            assertThat(inChunks(masker, text, random))
                    .as(secrets + " in " + text)
                    .isEqualTo(byDefinition(text, mixtures(SecretForms.of(secrets))));
        }
    }

    /** All mixtures of all ways, listed; of signs which stand in the escapes of others. */
    @Test
    void mixturesOfEscapesAreMaskedWhole() throws IOException {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            List<String> secret = List.of(word(random, 3, "a'\\%+&;"));
            List<String> forms = mixtures(SecretForms.of(secret));
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                text.append(forms.get(random.nextInt(forms.size())))
                        .append(word(random, random.nextInt(3), "a'\\%+&;"));
            }
            assertThat(inChunks(Masker.of(secret), text.toString(), random))
                    .as(secret + " in " + text)
                    .isEqualTo(byDefinition(text.toString(), forms));
        }
    }

    private static List<String> mixtures(Iterable<String> texts) {
        List<String> all = new ArrayList<>();
        for (String text : texts) {
            List<String> forms = List.of("");
            for (int c : text.codePoints().toArray()) {
                forms = forms.stream()
                        .flatMap(it -> Escapes.of(c).stream().map(it::concat))
                        .toList();
            }
            all.addAll(forms);
            all.addAll(SecretForms.base64(List.of(text)));
        }
        return all;
    }

    private static String inChunks(Masker masker, String text, Random random) throws IOException {
        Masker.Stream stream = masker.stream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); ) {
            int n = Math.min(text.length() - at, 1 + random.nextInt(7));
            write(stream, text.substring(at, at + n), out);
            at += n;
        }
        stream.finish(out::write);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String byDefinition(String text, Iterable<String> forms) {
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int longest = 0;
            for (String form : forms) {
                longest = text.startsWith(form, at) ? Math.max(longest, form.length()) : longest;
            }
            out.append(longest > 0 ? Masker.MASK : text.substring(at, at + 1));
            at += Math.max(1, longest);
        }
        return out.toString();
    }

    private static String word(Random random, int length) {
        return word(random, length, "ab");
    }

    private static String word(Random random, int length, String signs) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append(signs.charAt(random.nextInt(signs.length())));
        }
        return word.toString();
    }

    private static void write(Masker.Stream stream, String text, ByteArrayOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        stream.write(bytes, 0, bytes.length, out::write);
    }
}
