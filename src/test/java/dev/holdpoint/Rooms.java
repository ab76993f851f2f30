package dev.holdpoint;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The table of rooms in {@code docs/architecture.md}: which package may use which. Package names here have no leading {@code
 * dev.holdpoint}.
 */
record Rooms(List<Room> rooms) {

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String WILDCARD = ".*";

    /**
     * One row.
     *
     * @param name a package, or a package and {@code .*} for each package below it
     * @param uses names of rooms
     * @param all true where every room may be used
     */
    record Room(String name, List<String> uses, boolean all) {

        private boolean holds(String pkg) {
            if (name.endsWith(WILDCARD)) {
                return pkg.startsWith(name.substring(0, name.length() - 1));
            }
            return pkg.equals(name) || pkg.startsWith(name + ".");
        }

        /** Where {@code pkg} lives within this room: rooms of a wildcard are apart from each other. */
        private String wing(String pkg) {
            if (!name.endsWith(WILDCARD)) {
                return name;
            }
            int end = pkg.indexOf('.', name.length() - 1);
            return end < 0 ? pkg : pkg.substring(0, end);
        }

        private String rule() {
            return "`" + name + "` may use "
                    + (uses.isEmpty() ? "no other room" : uses.stream().collect(joining("`, `", "`", "` only")));
        }
    }

    /**
     * Reads the table under the heading {@code ## Rooms}.
     *
     * @throws IllegalArgumentException when there is none, or a row does not have three columns
     */
    static Rooms parse(String markdown) {
        List<Room> rooms = new ArrayList<>();
        boolean inside = false;
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("## ")) {
                inside = line.equals("## Rooms");
            } else if (inside && line.startsWith("| `")) {
                rooms.add(row(line));
            }
        }
        if (rooms.isEmpty()) {
            throw new IllegalArgumentException("no table of rooms under '## Rooms'");
        }
        return new Rooms(List.copyOf(rooms));
    }

    private static Room row(String line) {
        List<String> cells = List.of(line.split("\\|", -1));
        if (cells.size() != 5) {
            throw new IllegalArgumentException("not three columns: " + line);
        }
        String uses = cells.get(3).strip();
        return new Room(words(cells.get(1)).getFirst(), words(uses), uses.equals("all"));
    }

    private static List<String> words(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    /** Why {@code from} may not use {@code to}; empty when it may. */
    Optional<String> objection(String from, String to) {
        Optional<Room> source = roomOf(from);
        Optional<Room> target = roomOf(to);
        if (source.isEmpty() || target.isEmpty()) {
            return Optional.of("no room named `" + (source.isEmpty() ? from : to) + "` in the table");
        }
        boolean home = source.equals(target)
                && source.get().wing(from).equals(target.get().wing(to));
        boolean allowed =
                source.get().all() || source.get().uses().contains(target.get().name());
        return home || allowed ? Optional.empty() : Optional.of(source.get().rule());
    }

    private Optional<Room> roomOf(String pkg) {
        return rooms.stream()
                .filter(room -> room.holds(pkg))
                .max(Comparator.comparingInt(room -> room.name().length()));
    }
}
