package dev.holdpoint.step.postgres;

import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.Login;
import java.sql.SQLException;

/**
 * The two servers of a move, as they identify themselves.
 *
 * @param tools the programs that can read the one and write the other
 */
record Twins(Tools tools, int sourceMajor, int targetMajor) {
    /** Of one major version, within which values have one binary form; and not older than what {@link CopyColumns} asks of a catalogue. */
    boolean alike() {
        return sourceMajor == targetMajor && sourceMajor >= 12;
    }

    /**
     * Reaches both.
     *
     * @param apart true where the two must not be one server
     * @throws TargetProblem where they are and must not be, one cannot be reached, or no programs are new enough
     */
    static Twins meet(Database from, Database to, boolean apart) throws SQLException {
        try (var source = Login.open(from, "holdpoint look");
                var target = Login.open(to, "holdpoint look")) {
            if (apart && Identity.of(source).sameServer(Identity.of(target))) {
                throw new TargetProblem("databases " + from.target() + " and " + to.target()
                        + " are one and the same server; check the addresses of both targets");
            }
            var major = source.getMetaData().getDatabaseMajorVersion();
            var other = target.getMetaData().getDatabaseMajorVersion();
            return new Twins(Tools.choose(Tools.installed(), major, other), major, other);
        }
    }
}
