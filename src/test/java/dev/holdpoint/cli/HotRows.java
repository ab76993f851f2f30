package dev.holdpoint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.containers.Machine;
import java.io.IOException;
import java.util.List;

/** What is in the two servers between which {@link MovedService#HOT} moves, asked there. */
record HotRows(ServiceHosts hosts) {
    private static final String NAME = MovedService.HOT.unit();

    private static String asked(Machine host, String statement) throws IOException, InterruptedException {
        return host.does("cd /tmp && runuser -u postgres -- psql -qAtX -v ON_ERROR_STOP=1 -d " + NAME + " -c \""
                        + statement + "\"")
                .strip();
    }

    /** Nobody follows any more, and no slot keeps what was written. */
    void nothingFollows() throws IOException, InterruptedException {
        assertThat(asked(
                        hosts.old(),
                        "SELECT pubname FROM pg_publication UNION ALL SELECT slot_name FROM pg_replication_slots"))
                .isEmpty();
        assertThat(asked(hosts.fresh(), "SELECT subname FROM pg_subscription")).isEmpty();
    }

    /** As before the move: the old server is open to all who may, and the new one has nothing. */
    void areBack() throws IOException, InterruptedException {
        nothingFollows();
        assertThat(fence()).isEqualTo("t|t");
        assertThat(asked(hosts.fresh(), "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                .isEmpty();
    }

    void areMoved() throws IOException, InterruptedException {
        nothingFollows();
        assertThat(fence()).startsWith("f|");
    }

    /** Whether the service may log in to the old server, and anybody may connect to its database. */
    private String fence() throws IOException, InterruptedException {
        return asked(
                hosts.old(),
                "SELECT rolcanlogin, has_database_privilege('public', '" + NAME
                        + "', 'CONNECT') FROM pg_roles WHERE rolname = '" + NAME + "'");
    }

    /** What was written by {@link HotWriter}, in its order. */
    static List<String> written(Machine host) throws IOException, InterruptedException {
        return asked(host, "SELECT word FROM entries WHERE word LIKE 'w%' ORDER BY id")
                .lines()
                .toList();
    }
}
