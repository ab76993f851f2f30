package dev.holdpoint.step;

import dev.holdpoint.checklist.Values;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.host.Host;
import java.nio.file.Path;

/** What surrounds a step: values and targets. */
public interface Setting {
    Values values();

    /**
     * A database target, bound with the values of now.
     *
     * @throws dev.holdpoint.target.TargetProblem when no target has that name or its fields have no value yet
     */
    Database database(String name);

    /**
     * A host target, bound with the values of now; {@code local} is this machine.
     *
     * @throws dev.holdpoint.target.TargetProblem when no target has that name or its fields have no value yet
     */
    Host host(String name);

    /** The run's folder for files that steps write (dumps); relative paths of a checklist resolve here. */
    Path files();
}
