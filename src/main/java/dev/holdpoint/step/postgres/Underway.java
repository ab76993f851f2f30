package dev.holdpoint.step.postgres;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a hot move puts on both sides until {@code postgres.unsubscribe}: the source has a publication, the target a subscription to it, and
 * the fence keeps people from the source whom the target lets in. All that is of the move, and no difference of the data. Nor is a
 * subscription of the source's own, which no move brings: two servers would be at one slot.
 *
 * @param publications of the source that the target subscribes to, as SQL
 * @param subscriptions to them, as SQL
 */
record Underway(Set<String> publications, Set<String> subscriptions) {
    private static final String SUBSCRIBED = """
            SELECT quote_ident(s.subname), quote_ident(p.name) FROM pg_subscription s CROSS JOIN LATERAL unnest(s.subpublications) p(name)
            WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())""";

    static Underway of(Both<Snapshot> sides) throws SQLException {
        var published = Snapshot.rows(
                sides.source().first(), "SELECT quote_ident(pubname) FROM pg_publication", it -> it.getString(1));
        var publications = new HashSet<String>();
        var subscriptions = new HashSet<String>();
        Snapshot.each(sides.target().first(), SUBSCRIBED, row -> {
            if (published.contains(row.getString(2))) {
                publications.add(row.getString(2));
                subscriptions.add(row.getString(1));
            }
            return "";
        });
        return new Underway(Set.copyOf(publications), Set.copyOf(subscriptions));
    }

    /** Those that remain when the move is over. */
    List<Difference> without(List<Difference> differences) {
        return differences.stream()
                .filter(it -> !stays(it) && (publications.isEmpty() || !ofTheMove(it)))
                .toList();
    }

    private static boolean stays(Difference difference) {
        return difference.what().equals("subscription") && difference.says().startsWith("missing on the target");
    }

    private boolean ofTheMove(Difference difference) {
        return switch (difference.what()) {
            case "publication" ->
                publications.contains(difference.name()) && difference.says().startsWith("missing on the target");
            case "subscription" ->
                subscriptions.contains(difference.name()) && difference.says().startsWith("only on the target");
            case "privileges on database" -> fenced(difference.says());
            default -> false;
        };
    }

    /** The fence has taken the right to connect from everybody, and given it to those who must stay: the target lacks nothing that it has. */
    private static boolean fenced(String says) {
        var lets = says.contains("only the target has ")
                && Arrays.asList(says.substring(says.indexOf("only the target has ") + 20)
                                .split(", ", -1))
                        .contains("PUBLIC=CONNECT");
        return (lets || !says.contains("the target lacks "))
                && Arrays.stream(says.replaceAll("the target lacks |only the target has ", "")
                                .split("[,;] ", -1))
                        .allMatch(it -> it.matches(".*=CONNECT[*]?"));
    }

    /** @param differences all of them */
    List<String> notes(List<Difference> differences) {
        return Stream.concat(
                        subscriptions.stream()
                                .sorted()
                                .map(it -> "subscription " + it
                                        + " still follows the source: postgres.unsubscribe ends it"),
                        differences.stream()
                                .filter(Underway::stays)
                                .map(it -> "subscription " + it.name()
                                        + " is the source's alone: what it brings does not arrive on the target"))
                .toList();
    }
}
