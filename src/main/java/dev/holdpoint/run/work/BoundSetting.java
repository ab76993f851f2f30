package dev.holdpoint.run.work;

import dev.holdpoint.checklist.Binder;
import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.DatabaseSpec;
import dev.holdpoint.target.host.Host;
import java.nio.file.Path;

/** Values and targets of a checklist, bound when they are asked for. */
record BoundSetting(Checklist checklist, Values values, Path files) implements Setting {
    @Override
    public Host host(String name) {
        if (name.equals(Host.LOCAL)) {
            return Host.HERE;
        }
        throw new TargetProblem("no host is called " + name + ": declare it under hosts");
    }

    @Override
    public Database database(String name) {
        var spec = checklist.databases().get(name);
        if (spec == null) {
            throw new TargetProblem("no database is called " + name + ": declare it under databases");
        }
        return Binder.bind(spec, DatabaseSpec.class, values).bind(name);
    }
}
