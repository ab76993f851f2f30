package dev.holdpoint.step.file;

/** Whether what is copied or compared still changes. */
enum Pass {
    FIRST,
    FINAL
}
