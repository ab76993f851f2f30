package dev.holdpoint.run;

import java.util.concurrent.CompletableFuture;

/** A run to drive. */
public interface RunControl {
    /** Asks for something; the answer comes when its events are on disk. Never throws, never blocks. */
    CompletableFuture<Decision> want(Intent intent);

    /** Bytes typed at a running step that has a terminal; ignored where it has none. */
    void type(String step, byte[] keys);

    /** The pane of a step with a terminal has this size now; also before it starts, and then its terminal begins so. */
    void resize(String step, int columns, int rows);
}
