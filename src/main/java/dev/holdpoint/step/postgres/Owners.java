package dev.holdpoint.step.postgres;

import java.util.List;

/** Whether owners and privileges travel with the objects. */
public enum Owners {
    /** As on the source: every role must exist on the target. */
    KEEP,
    /** Everything belongs to the role that restores, and nothing is granted. */
    NONE;

    List<String> options() {
        return this == KEEP ? List.of() : List.of("--no-owner", "--no-acl");
    }
}
