package dev.holdpoint.console.pane;

/** Where a search goes. */
public enum Direction {
    UP,
    DOWN
}
