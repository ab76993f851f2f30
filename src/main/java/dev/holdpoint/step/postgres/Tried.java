package dev.holdpoint.step.postgres;

import dev.holdpoint.step.Outcome;
import dev.holdpoint.target.TargetProblem;
import java.sql.SQLException;

/** What a step does with servers over JDBC, and its failure in one line. */
final class Tried {
    interface Work {
        Outcome run() throws SQLException, InterruptedException;
    }

    private Tried() {}

    /** @throws InterruptedException also where an interrupt has cut a connection under the work */
    static Outcome of(Work work) throws InterruptedException {
        try {
            return work.run();
        } catch (TargetProblem problem) {
            interrupted();
            return Outcome.failed(Trouble.line(problem), "mend that, then retry");
        } catch (SQLException failed) {
            interrupted();
            return Outcome.failed(Trouble.line(failed), Trouble.remedy(Trouble.line(failed)));
        }
    }

    private static void interrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
