package dev.holdpoint.step.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The first differences of two trees by name, out of their manifests: the place where they begin is searched, not read up to. */
final class TreeDifferences {
    private static final int NAMED = 20;
    /** Pieces read from each side behind the first difference. */
    private static final int MOST_PIECES = 100;

    private final Manifest source;
    private final Manifest target;
    private final List<String> found = new ArrayList<>();

    TreeDifferences(Manifest source, Manifest target) {
        this.source = source;
        this.target = target;
    }

    /** What one tree says of a path. */
    private record Entry(String path, String properties, String sum) {
        static final Entry END = new Entry("", "", "");

        boolean over() {
            return equals(END);
        }

        /** As the lines are sorted. */
        String key() {
            return path + Manifest.DIVIDES;
        }

        String name() {
            var name = new String(path.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                    .replace(Manifest.NEWLINE + "", "\\n");
            return name.isEmpty() ? "the top itself" : name;
        }
    }

    List<String> first() throws InterruptedException {
        long from = common();
        var one = new Cursor(source, from);
        var other = new Cursor(target, from);
        var left = one.next();
        var right = other.next();
        while (found.size() < NAMED && !(left.over() && right.over())) {
            int order = left.over() ? 1 : right.over() ? -1 : left.key().compareTo(right.key());
            if (order < 0) {
                found.add(left.name() + " is not in " + target.place());
            } else if (order > 0) {
                found.add(right.name() + " is only in " + target.place());
            } else {
                compare(left, right);
            }
            left = order <= 0 ? one.next() : left;
            right = order >= 0 ? other.next() : right;
        }
        if (found.size() == NAMED) {
            found.add("…");
        }
        return List.copyOf(found);
    }

    /** Bytes that are the same in both, back to where that piece of text begins that may be cut. */
    private long common() throws InterruptedException {
        long same = 0;
        long differ = Math.min(source.size(), target.size()) + 1;
        while (differ - same > 1 && differ - same > Manifest.PIECE / 4) {
            long middle = same + (differ - same) / 2;
            if (source.sumUpTo(middle).equals(target.sumUpTo(middle))) {
                same = middle;
            } else {
                differ = middle;
            }
        }
        long from = Math.max(0, same - Manifest.PIECE);
        var before = source.piece(from);
        int line = before.lastIndexOf('\n', (int) (same - from) - 1);
        // The two lines of one path must not be torn apart: one line more is read again.
        int earlier = line <= 0 ? -1 : before.lastIndexOf('\n', line - 1);
        return earlier < 0 ? from == 0 ? 0 : from + line + 1 : from + earlier + 1;
    }

    private void compare(Entry left, Entry right) {
        if (left.properties().equals(right.properties())) {
            if (!left.sum().equals(right.sum())) {
                found.add(left.name() + " has other contents in " + target.place());
            }
            return;
        }
        // type size mode uid gid, and of a link where it leads
        var one = left.properties().split(" ", 6);
        var other = right.properties().split(" ", 6);
        var names = List.of("type", "size", "mode", "owner", "group", "link");
        for (int i = 0; i < Math.min(one.length, other.length); i++) {
            if (!one[i].equals(other[i])) {
                found.add(left.name() + " has " + names.get(i) + " " + shown(one[i]) + ", and " + shown(other[i])
                        + " in " + target.place());
                return;
            }
        }
    }

    private static String shown(String word) {
        return new String(word.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Entries of a manifest from a place on. */
    private static final class Cursor {
        private final Manifest manifest;
        private long at;
        private int pieces;
        private String text = "";
        private String peeked = "";

        Cursor(Manifest manifest, long at) throws InterruptedException {
            this.manifest = manifest;
            this.at = at;
            this.peeked = line();
        }

        Entry next() throws InterruptedException {
            if (peeked.isEmpty()) {
                return Entry.END;
            }
            var path = path(peeked);
            var properties = "";
            var sum = "";
            while (!peeked.isEmpty() && path(peeked).equals(path)) {
                var rest = peeked.substring(path.length() + 1);
                if (rest.startsWith("h ")) {
                    sum = rest;
                } else {
                    properties = rest;
                }
                peeked = line();
            }
            return new Entry(path, properties, sum);
        }

        private static String path(String line) {
            int divides = line.indexOf(Manifest.DIVIDES);
            return divides < 0 ? line : line.substring(0, divides);
        }

        /** Without its end; empty behind the last one. */
        private String line() throws InterruptedException {
            while (text.indexOf('\n') < 0 && pieces < MOST_PIECES) {
                var more = manifest.piece(at);
                if (more.isEmpty()) {
                    return "";
                }
                pieces++;
                at += more.length();
                text += more;
            }
            int end = text.indexOf('\n');
            if (end < 0) {
                return "";
            }
            var line = text.substring(0, end);
            text = text.substring(end + 1);
            return line;
        }
    }
}
