package dev.holdpoint.step.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where two major versions say the same in other words, or one of them has not heard of it.
 *
 * @param words by placeholder: {@code {aggregate}}
 */
record Dialect(Map<String, String> words) {
    /** Since 15 the columns and the rows of a published table may be chosen. */
    private static final String PUBLISHED =
            "concat_ws(' where ', (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname)"
                    + " FROM pg_attribute a WHERE a.attrelid = o.prrelid AND a.attnum = ANY (o.prattrs)), pg_get_expr(o.prqual, o.prrelid))";

    Dialect {
        words = Map.copyOf(words);
    }

    /**
     * How a server is asked.
     *
     * @param major its major version
     * @param lowest the lower one of the two
     */
    static Dialect of(int major, int lowest) {
        var words = new LinkedHashMap<String, String>();
        words.put("{aggregate}", major >= 11 ? "o.prokind = 'a'" : "o.proisagg");
        // Since 14 the arguments of procedures are written with IN.
        words.put(
                "{routine}",
                lowest >= 14 || major < 11
                        ? "pg_get_functiondef(o.oid)"
                        : "CASE o.prokind WHEN 'p' THEN regexp_replace(pg_get_functiondef(o.oid), '([(]|, )IN ', '\\1', 'g')"
                                + " ELSE pg_get_functiondef(o.oid) END");
        words.put("{parentless}", major >= 11 ? "o.conparentid = 0" : "true");
        // A partition's copy of its parent's trigger: seen since 15, when it may be enabled otherwise.
        words.put("{told clone}", lowest >= 15 || major < 13 ? "true" : "o.tgparentid = 0");
        words.put("{published}", lowest >= 15 ? PUBLISHED : "NULL");
        words.put("{locale}", major >= 17 ? "o.colllocale" : major >= 15 ? "o.colliculocale" : "o.collcollate");
        words.put("{database locale}", major >= 17 ? "o.datlocale" : major >= 15 ? "o.daticulocale" : "NULL");
        words.put("{compression}", lowest >= 14 ? "'compression ' || nullif(a.attcompression::text, '')," : "");
        words.put(
                "{generated}",
                major >= 12 ? "CASE a.attgenerated WHEN '' THEN 'default ' ELSE 'generated ' END" : "'default '");
        return new Dialect(words);
    }

    String write(String sql) {
        var written = sql;
        for (var word : words.entrySet()) {
            written = written.replace(word.getKey(), word.getValue());
        }
        return written;
    }
}
