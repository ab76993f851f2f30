package dev.holdpoint.checklist.lint;

import dev.holdpoint.checklist.Place;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Logical replication copies rows and nothing else. PostgreSQL manual, "Logical Replication", Restrictions. */
final class ReplicationGaps implements Trap {
    private static final Pattern PUBLISHED = Pattern.compile("(?i)\\bcreate\\s+publication\\b");
    private static final Pattern SEQUENCES = Pattern.compile("(?i)\\bsetval\\s*\\(");

    @Override
    public String name() {
        return "replication-gaps";
    }

    @Override
    public String advice() {
        return "replication brings no schema and no sequences, and fails updates of tables without replica identity on the source;"
                + " copy the schema first, set the sequences after, drop the slot";
    }

    @Override
    public Stream<Place> in(Reading reading) {
        if (reading.commands().anyMatch(it -> SEQUENCES.matcher(it.text()).find())) {
            return Stream.empty();
        }
        return reading.commands()
                .filter(it -> PUBLISHED.matcher(it.text()).find())
                .map(Passage::at);
    }
}
