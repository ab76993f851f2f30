package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Condition;
import dev.holdpoint.checklist.Step.Group;
import dev.holdpoint.checklist.load.Draft.Waits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an item of {@code steps:} stands.
 *
 * @param file from the checklist's folder
 * @param prefix before every id of this file
 * @param conditions of everything around it
 * @param anytime true where something around it is
 * @param outer what everything in here waits for
 * @param above ids of the steps above, which a step without {@code needs} waits for
 * @param users the parts that are being put in, against parts that use themselves
 */
record Site(
        String file,
        String prefix,
        Scope scope,
        List<Condition> conditions,
        @Nullable Group group,
        boolean anytime,
        Waits outer,
        List<String> above,
        List<String> users) {
    Site {
        conditions = List.copyOf(conditions);
        above = List.copyOf(above);
        users = List.copyOf(users);
    }

    Site below(List<String> ids) {
        return new Site(file, prefix, scope, conditions, group, anytime, outer, ids, users);
    }

    Site in(Scope narrower) {
        return new Site(file, prefix, narrower, conditions, group, anytime, outer, above, users);
    }

    Site where(List<Condition> all) {
        return new Site(file, prefix, scope, all, group, anytime, outer, above, users);
    }

    /** Inside a container that waits for {@code waits}. */
    Site inside(Waits waits, boolean always, @Nullable Group side) {
        return new Site(file, prefix, scope, conditions, side, always, waits, List.of(), users);
    }

    /** In a list of its own, beside everything else. */
    Site aside(String deeper) {
        return new Site(file, deeper, scope, conditions, null, true, new Waits(List.of(), List.of()), List.of(), users);
    }

    /** Inside a part. */
    Site part(String name, String deeper, Scope own) {
        var more = new ArrayList<>(users);
        more.add(name);
        return new Site(name, deeper, own, conditions, group, anytime, outer, above, more);
    }
}
