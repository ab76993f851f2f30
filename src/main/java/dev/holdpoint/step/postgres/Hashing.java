package dev.holdpoint.step.postgres;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a row becomes a number. Two rows are the same when every value prints the same: a hash of values as the server compares them
 * takes 1.0 for 1.00, an e-mail address in citext for the same in capitals, and two equal labels of an enum for different ones, since
 * it hashes their OIDs. So values are hashed as they are only in types where equal means the same ({@link Column#exact()}),
 * and as text in all others; that costs little more than hashing everything as it is.
 *
 * <p>The numbers of a table are added up, so that a row that is there twice counts twice (with xor it would vanish). The sum of
 * bigints is a numeric in PostgreSQL, added in 128 bits: it does not overflow.
 */
enum Hashing {
    /** {@code hash_record_extended}: 14 and later, and only within one major version. */
    VALUES {
        @Override
        String of(List<Column> columns) {
            return "hash_record_extended(" + row(columns, Column::hashed) + ", 0)";
        }
    },
    /** {@code hashtextextended} of the row's text: 11 and later. */
    TEXT {
        @Override
        String of(List<Column> columns) {
            return "hashtextextended(" + row(columns, Column::written) + "::text, 0)";
        }
    },
    /** The first eight bytes of an MD5, slow and everywhere. */
    MD5 {
        @Override
        String of(List<Column> columns) {
            return "('x' || left(md5(" + row(columns, Column::written) + "::text), 16))::bit(64)::bigint";
        }
    };

    /** An SQL expression of type bigint over the columns of a row. */
    abstract String of(List<Column> columns);

    /** The fastest way that both servers have and agree on. */
    static Hashing between(int oneMajor, int otherMajor) {
        if (Math.min(oneMajor, otherMajor) < 11) {
            return MD5;
        }
        return oneMajor >= 14 && oneMajor == otherMajor ? VALUES : TEXT;
    }

    private static String row(List<Column> columns, Function<Column, String> written) {
        return columns.stream().map(written).collect(Collectors.joining(", ", "ROW(", ")"));
    }
}
