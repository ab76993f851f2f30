package dev.holdpoint.step;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * What PostgreSQL's programs print when something went wrong, whatever status they end with: psql goes on after an {@code ERROR:} and
 * ends with 0, and so did pg_restore where it ignored errors.
 */
public final class OwnWords {
    /** Colours, which programs add on a terminal. */
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

    /** As servers say them in English, German, French, Italian, Portuguese, Russian, Ukrainian, Polish, Swedish, Turkish, Czech, Chinese, Korean. */
    private static final String SEVERITIES =
            "ERROR|FATAL|PANIC|FEHLER|PANIK|ERREUR|ERRORE|FATALE|PANICO|ERRO|PÂNICO|ОШИБКА|ВАЖНО|ПАНИКА|ПОМИЛКА|ФАТАЛЬНО|ПАНІКА"
                    + "|BŁĄD|KATASTROFALNY|PANIKA|FEL|FATALT|HATA|ÖLÜMCÜL|PANİK|CHYBA|错误|致命错误|오류|치명적오류";

    /** libpq puts two blanks behind the severity of what a server says; no log of another program has them by chance. */
    private static final Pattern ERROR =
            Pattern.compile("(?:pg_\\w+|psql|vacuumdb|createdb|dropdb|reindexdb|clusterdb): (?:error|fatal): .*"
                    + "|(?:psql:.*:\\d+: )?(?:" + SEVERITIES + "): {2}.*"
                    + "|(?:pg_restore: warning|WARNING): errors ignored on restore: \\d+.*");

    /** What every such line begins with, or a colour. */
    private static final String BEGINNINGS = "pvcdrEFPWBKHC\u001b";

    private OwnWords() {}

    /** Hears the lines that complain, of all lines. */
    public static Choosy complaints(Consumer<String> hears) {
        return new Choosy() {
            @Override
            public boolean mayMatter(byte first) {
                // What is no ASCII may be a blank as well.
                return first < 0 || BEGINNINGS.indexOf(first) >= 0;
            }

            @Override
            public void accept(String line) {
                if (complains(line)) {
                    hears.accept(line);
                }
            }
        };
    }

    /** True where the line says that something failed. Asked of every line of a shell step: most are known by their first sign. */
    public static boolean complains(String line) {
        int first = 0;
        while (first < line.length() && Character.isWhitespace(line.charAt(first))) {
            first++;
        }
        if (first == line.length() || (line.charAt(first) < 0x80 && BEGINNINGS.indexOf(line.charAt(first)) < 0)) {
            return false;
        }
        return ERROR.matcher(COLOURS.matcher(line).replaceAll("").strip()).matches();
    }
}
