package dev.holdpoint.checklist;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A text in every mixture of the ways in which its characters may be written ({@link Escapes}), UTF-8: all of them would be too many to
 * list. Immutable.
 */
final class Spelling {
    /** Said of bytes that may yet become it. */
    static final int OPEN = -1;

    /** One after the other, each with the ways to write it. What can be written in one way only stands together. */
    private final byte[][][] units;

    private final int shortest;

    private Spelling(List<byte[][]> units) {
        this.units = units.toArray(byte[][][]::new);
        this.shortest = units.stream()
                .mapToInt(ways ->
                        Arrays.stream(ways).mapToInt(way -> way.length).min().orElse(0))
                .sum();
    }

    /** @param text not empty; it is written in one way only */
    static Spelling asItIs(String text) {
        return new Spelling(List.<byte[][]>of(new byte[][] {bytes(text)}));
    }

    /** @param text not empty */
    static Spelling of(String text) {
        var units = new ArrayList<byte[][]>();
        var plain = new ByteArrayOutputStream();
        text.codePoints().mapToObj(Escapes::of).forEach(ways -> {
            if (ways.size() > 1) {
                flush(plain, units);
                units.add(ways.stream().map(Spelling::bytes).toArray(byte[][]::new));
            } else {
                ways.forEach(it -> plain.writeBytes(bytes(it)));
            }
        });
        flush(plain, units);
        return new Spelling(units);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void flush(ByteArrayOutputStream plain, List<byte[][]> units) {
        if (plain.size() > 0) {
            units.add(new byte[][] {plain.toByteArray()});
            plain.reset();
        }
    }

    /** Bytes that it has at least. */
    int shortest() {
        return shortest;
    }

    /** Length of the longest way to read it at {@code at}, 0 if there is none, {@link #OPEN} if a longer one may be, once more bytes have come. */
    int fit(byte[] bytes, int at, int end, boolean last) {
        if (!begins(bytes, at, end)) {
            return 0;
        }
        // Where its next unit may begin: a quote that is doubled could also be two.
        var reached = new BitSet();
        reached.set(0);
        for (byte[][] ways : units) {
            var next = new BitSet();
            for (int from = reached.nextSetBit(0); from >= 0; from = reached.nextSetBit(from + 1)) {
                for (byte[] way : ways) {
                    if (!stands(way, bytes, at + from, end)) {
                        continue;
                    }
                    if (at + from + way.length <= end) {
                        next.set(from + way.length);
                    } else if (!last) {
                        return OPEN;
                    }
                }
            }
            if (next.isEmpty()) {
                return 0;
            }
            reached = next;
        }
        return reached.length() - 1;
    }

    /** Says quickly of nearly all places that it is not there. */
    private boolean begins(byte[] bytes, int at, int end) {
        for (byte[] way : units[0]) {
            if (stands(way, bytes, at, end)) {
                return true;
            }
        }
        return false;
    }

    /** As far as there are bytes. */
    private static boolean stands(byte[] way, byte[] bytes, int at, int end) {
        int n = Math.min(way.length, end - at);
        return Arrays.equals(bytes, at, at + n, way, 0, n);
    }

    /** A byte of one way to write a unit. */
    private record Spot(int unit, int way, int at) {}

    /** Takes what may stand at a place. */
    interface Sight {
        /** @param place of {@code after}, counted from the beginning of the text */
        void see(int place, byte before, byte after);
    }

    /**
     * Tells which bytes may stand side by side in the first {@code length} bytes.
     *
     * @param length at most {@link #shortest()}
     */
    void pairs(int length, Sight sight) {
        Set<Spot> here = begin(0);
        for (int place = 1; place < length; place++) {
            Set<Spot> next = new HashSet<>();
            for (Spot before : here) {
                for (Spot after : after(before)) {
                    sight.see(place, byteAt(before), byteAt(after));
                    next.add(after);
                }
            }
            here = next;
        }
    }

    private Set<Spot> begin(int unit) {
        Set<Spot> spots = new HashSet<>();
        for (int way = 0; unit < units.length && way < units[unit].length; way++) {
            spots.add(new Spot(unit, way, 0));
        }
        return spots;
    }

    private Set<Spot> after(Spot spot) {
        return spot.at + 1 < units[spot.unit][spot.way].length
                ? Set.of(new Spot(spot.unit, spot.way, spot.at + 1))
                : begin(spot.unit + 1);
    }

    private byte byteAt(Spot spot) {
        return units[spot.unit][spot.way][spot.at];
    }
}
