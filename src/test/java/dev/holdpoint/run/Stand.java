package dev.holdpoint.run;

/** How a step stands, as the promises count it from the events alone. */
enum Stand {
    NEVER_BEGUN,
    GOES_ON,
    FAILED,
    UNKNOWN,
    DONE,
    LEFT_OUT,
    TAKEN_BACK,
    /** It has mended an earlier failure, and is to be done again for this one. */
    DONE_BEFORE
}
