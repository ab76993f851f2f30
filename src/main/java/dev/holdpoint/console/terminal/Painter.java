package dev.holdpoint.console.terminal;

/** Turns any style into ink for one theme and colour depth. */
final class Painter {
    private final Theme theme;
    private final ColourDepth depth;

    Painter(Theme theme, ColourDepth depth) {
        this.theme = theme;
        this.depth = depth;
    }

    /** Ink whose colours the terminal can show. */
    Ink ink(Style style) {
        return switch (style) {
            case Role role -> Palette.ink(theme, depth, role);
            case Ink ink -> fit(ink);
            case Layered layered -> merge(ink(layered.base()), ink(layered.top()));
        };
    }

    /** The highlight wins where it says something; weight adds up. */
    private static Ink merge(Ink base, Ink top) {
        int fg = top.fg() == Ink.DEFAULT ? base.fg() : top.fg();
        int bg = top.bg() == Ink.DEFAULT ? base.bg() : top.bg();
        return new Ink(fg, bg, base.flags() | top.flags());
    }

    private Ink fit(Ink ink) {
        if (theme == Theme.NONE) {
            return new Ink(Ink.DEFAULT, Ink.DEFAULT, ink.flags());
        }
        boolean faint = ink.has(Ink.FAINT) && ink.fg() == Ink.DEFAULT;
        int fg = faint ? Palette.ink(theme, depth, Role.DIM).fg() : fit(ink.fg());
        return new Ink(fg, fit(ink.bg()), ink.flags());
    }

    private int fit(int colour) {
        if (Ink.isRgb(colour)) {
            int rgb = colour & 0xffffff;
            return switch (depth) {
                case TRUE_COLOUR -> colour;
                case PALETTE_256 -> ColourDepth.to256(rgb);
                case ANSI_16 -> ColourDepth.to16(rgb);
            };
        }
        return colour < 16 || depth != ColourDepth.ANSI_16 ? colour : ColourDepth.to16(ColourDepth.rgbOf(colour));
    }
}
