package dev.holdpoint.console.terminal;

/**
 * A style under a highlight: the foreground of {@code base}, the background and weight of {@code top}.
 *
 * @param base what lies below; never itself layered
 * @param top the highlight
 */
public record Layered(Style base, Role top) implements Style {
    static Style of(Style base, Role top) {
        Style flat = base instanceof Layered layered ? layered.base() : base;
        return flat == Role.NORMAL ? top : new Layered(flat, top);
    }
}
