package dev.holdpoint.console.terminal;

/**
 * How a cell is drawn: a meaning that the {@link Theme} gives a colour ({@link Role}), colours as a program printed
 * them ({@link Ink}), or one of them under a highlight ({@link Layered}).
 */
public sealed interface Style permits Role, Ink, Layered {
    /**
     * This style with the background and weight of {@code top}: a green tick on the selected row stays green.
     *
     * @param top the highlight, for instance {@link Role#SELECTED}
     */
    default Style under(Role top) {
        return Layered.of(this, top);
    }
}
