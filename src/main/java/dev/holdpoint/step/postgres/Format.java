package dev.holdpoint.step.postgres;

/** How a dump is written. */
public enum Format {
    CUSTOM("-Fc", ".dump"),
    DIRECTORY("-Fd", ".dir"),
    TAR("-Ft", ".tar"),
    PLAIN("-Fp", ".sql");

    private final String option;
    private final String suffix;

    Format(String option, String suffix) {
        this.option = option;
        this.suffix = suffix;
    }

    /** pg_dump's. */
    String option() {
        return option;
    }

    /** What the names of such dumps end in where the step names only a folder. */
    String suffix() {
        return suffix;
    }
}
