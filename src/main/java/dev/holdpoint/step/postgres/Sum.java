package dev.holdpoint.step.postgres;

import java.math.BigDecimal;

/** Rows and the sum of their hashes. */
record Sum(long rows, BigDecimal hash) {
    static final Sum NONE = new Sum(0, BigDecimal.ZERO);

    Sum plus(Sum other) {
        return new Sum(rows + other.rows, hash.add(other.hash));
    }
}
