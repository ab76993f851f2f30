package dev.holdpoint.checklist;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What steps act on, by name, in the order written; bound again with values when it is used. A name is one thing only.
 *
 * @param hosts without {@code local}, which always exists
 */
public record Targets(Map<String, Value> hosts, Map<String, Value> databases) {
    public Targets {
        hosts = Collections.unmodifiableMap(new LinkedHashMap<>(hosts));
        databases = Collections.unmodifiableMap(new LinkedHashMap<>(databases));
    }

    /** The id of the step that the program adds to reach it. */
    public static String connects(String target) {
        return "connect." + target;
    }

    /** All of them, hosts first: databases may be reached through one. */
    public Map<String, Value> all() {
        var all = new LinkedHashMap<>(hosts);
        all.putAll(databases);
        return all;
    }
}
