package dev.holdpoint.run.work;

import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.database.Database;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Ways;
import java.io.IOException;

/** Databases that are reached through a host: a port of this machine leads to them. */
final class Tunnels implements BoundSetting.Tunnels {
    private final Ways ways;
    private final Guard guard;

    Tunnels(Ways ways, Guard guard) {
        this.ways = ways;
        this.guard = guard;
    }

    @Override
    public Database through(Database database, Host host) {
        try {
            guard.pass(host);
            return database.at("127.0.0.1", ways.forward(host, database.host(), database.port()));
        } catch (IOException e) {
            throw new TargetProblem("no way to " + database + " through " + host.target() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TargetProblem("stopped on the way to " + database + " through " + host.target(), e);
        }
    }
}
