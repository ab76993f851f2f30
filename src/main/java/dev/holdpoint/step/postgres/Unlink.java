package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Takes a subscription from the target and its slots from the source. The target is not asked to reach the source for that, which it
 * does by itself and which fails where the source does not let it in any more: both ends are told from here. A slot that stays keeps
 * the source's WAL until its disk is full.
 */
final class Unlink {
    private static final String APPLICATION = "holdpoint unlink";
    /** How slots of first copies are called on the source: by the subscription's OID and the target's own number. */
    private static final String COPIES = "slots of copies";

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** SQLSTATE object_in_use and undefined_object (manual, "PostgreSQL Error Codes"). */
    private static final Set<String> MEANWHILE = Set.of("55006", "42704");

    private static final String WHO = """
            SELECT 'pg\\_' || s.oid || '\\_sync\\_%\\_' || (SELECT system_identifier FROM pg_control_system()) FROM pg_subscription s
            WHERE s.subname = ? AND s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())""";

    private static final String SLOTS = """
            SELECT slot_name, active, coalesce(active_pid, 0) FROM pg_replication_slots
            WHERE database = current_database() AND (slot_name = ? OR ? <> '' AND slot_name LIKE ?)""";

    private final Attempt attempt;
    private final Link link;

    Unlink(Attempt attempt, Link link) {
        this.attempt = attempt;
        this.link = link;
    }

    /** Nothing happens where there is no such subscription. */
    void subscription(Database to) throws SQLException, InterruptedException {
        try (var target = Login.open(to, APPLICATION)) {
            var copies = Query.value(target, WHO, link.name());
            if (copies.isEmpty()) {
                return;
            }
            attempt.remember(COPIES, copies.get());
            Query.together(target, link.unsubscribing());
            attempt.say("subscription " + link.name() + " dropped on " + to.target());
        }
    }

    /** Nothing happens where they are gone. Who still reads one is ended after a while: its subscription is gone by now. */
    void slots(Database from) throws SQLException, InterruptedException {
        var copies = attempt.remembered(COPIES).orElse("");
        try (var source = Login.open(from, APPLICATION)) {
            var began = System.nanoTime();
            var left = Query.rows(source, SLOTS, link.slot(), copies, copies);
            while (!left.isEmpty()) {
                var late = System.nanoTime() - began > PATIENCE.toNanos();
                for (var slot : left) {
                    drop(source, slot, late);
                }
                Thread.sleep(100);
                left = Query.rows(source, SLOTS, link.slot(), copies, copies);
            }
        }
    }

    private void drop(Connection source, List<String> slot, boolean late) throws SQLException {
        if (!slot.get(1).equals("t")) {
            try {
                Query.rows(source, "SELECT pg_drop_replication_slot(?)", slot.getFirst());
                attempt.say("slot " + slot.getFirst() + " dropped on the source");
            } catch (SQLException failed) {
                // Between the look and now somebody reads it again, or has dropped it: the next look tells.
                if (!MEANWHILE.contains(String.valueOf(failed.getSQLState()))) {
                    throw failed;
                }
            }
        } else if (late) {
            Query.rows(source, "SELECT pg_terminate_backend(?)", Integer.parseInt(slot.get(2)));
        }
    }
}
