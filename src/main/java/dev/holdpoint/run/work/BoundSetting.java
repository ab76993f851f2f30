package dev.holdpoint.run.work;

import dev.holdpoint.checklist.Binder;
import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.step.Setting;
import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.database.DatabaseSpec;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.HostSpec;
import java.nio.file.Path;

/**
 * Values and targets of a checklist, bound when they are asked for.
 *
 * @param tunnels what is done about a database that is reached through a host
 */
record BoundSetting(Checklist checklist, Values values, Path files, Tunnels tunnels) implements Setting {
    private static final int MOST_HOPS = 16;

    /** Leads to a database through a host. */
    interface Tunnels {
        /** For what is only shown: the database as it is called there. */
        Tunnels NONE = (database, host) -> database;

        Database through(Database database, Host host);
    }

    @Override
    public Host host(String name) {
        return host(name, MOST_HOPS);
    }

    private Host host(String name, int hops) {
        if (name.equals(Host.LOCAL)) {
            return Host.HERE;
        }
        var written = checklist.hosts().get(name);
        if (written == null) {
            throw new TargetProblem("no host is called " + name + ": declare it under hosts");
        }
        if (hops == 0) {
            throw new TargetProblem("host " + name + " would be reached through itself");
        }
        var spec = Binder.bind(written, HostSpec.class, values);
        var via = spec.via() == null || spec.via().equals(Host.LOCAL) ? null : host(spec.via(), hops - 1);
        return spec.bind(name, via);
    }

    @Override
    public Database database(String name) {
        var written = checklist.databases().get(name);
        if (written == null) {
            throw new TargetProblem("no database is called " + name + ": declare it under databases");
        }
        var spec = Binder.bind(written, DatabaseSpec.class, values);
        var database = spec.bind(name);
        return spec.via() == null || spec.via().equals(Host.LOCAL)
                ? database
                : tunnels.through(database, host(spec.via()));
    }
}
