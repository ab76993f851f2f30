package dev.holdpoint.pair;

import dev.holdpoint.run.OutputSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Output of an attempt of another program's run, fetched as it is looked at. */
final class RemoteOutput implements OutputSource {
    private final String step;
    private final int attempt;
    private final Asking asking;

    interface Asking {
        Wire.Frame ask(String is, Map<String, ? extends @Nullable Object> content) throws IOException;
    }

    RemoteOutput(String step, int attempt, Asking asking) {
        this.step = step;
        this.attempt = attempt;
        this.asking = asking;
    }

    private Wire.Frame ask(long from, int most) throws IOException {
        return asking.ask("output", Map.of("step", step, "attempt", attempt, "from", from, "most", most));
    }

    boolean there() throws IOException {
        return ask(0, 0).flag("there");
    }

    /** Where the run does not answer nothing has come. */
    @Override
    public long size() {
        try {
            return ask(0, 0).number("size");
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public int read(long offset, byte[] into) throws IOException {
        var bytes = Base64.getDecoder()
                .decode(ask(offset, Math.min(into.length, Watch.MOST_BYTES)).text("bytes"));
        if (bytes.length > into.length) {
            throw new IOException("the run sends more than it was asked for");
        }
        System.arraycopy(bytes, 0, into, 0, bytes.length);
        return bytes.length;
    }

    @Override
    public String printed(int most) {
        throw new UnsupportedOperationException("rules read the run's own files");
    }

    /** Long ago: nobody answers here what a program asks its terminal. */
    @Override
    public Instant cameAt(long offset) {
        return Instant.EPOCH;
    }

    /** It is its driver's. */
    @Override
    public Optional<Path> file() {
        return Optional.empty();
    }
}
