package dev.holdpoint.console.terminal;

/** What a piece of the screen means. Views speak in roles only; the {@link Theme} turns them into colours. */
public enum Role implements Style {
    /** Ordinary text in the terminal's own colours. */
    NORMAL,
    /** What may be overlooked: hints, units, times gone by. */
    DIM,
    /** What must not be overlooked, without judging it. */
    STRONG,
    /** The title of a pane or panel. */
    TITLE,
    /** The frame of a pane. */
    BORDER,
    /** The frame of the pane that takes the keys. */
    BORDER_FOCUS,
    /** Good: done, green evidence. */
    OK,
    /** Under way. */
    RUN,
    /** Bad: failed, red evidence. */
    FAIL,
    /** Look here: unknown outcome, time running out. */
    WARN,
    /** A hold point, locked. */
    HOLD,
    /** A hold point that can be released now. */
    HOLD_ARMED,
    /** The row that the keys act on. */
    SELECTED,
    /** The name of a key in the footer and the help. */
    KEY,
    /** A key that is refused now. */
    KEY_OFF,
    /** The top line. */
    HEADER,
    /** A line across the screen that marks everything below (REHEARSAL). */
    BANNER,
    /** A red line across the screen (the journal cannot be written). */
    ALARM,
    /** Where the operator types. */
    INPUT,
    /** What a search has found. */
    MATCH,
    /** The filled part of a progress bar. */
    BAR,
    /** The empty part of a progress bar. */
    BAR_REST
}
