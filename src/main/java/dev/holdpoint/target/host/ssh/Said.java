package dev.holdpoint.target.host.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a program of this machine said that was asked something short. */
record Said(int status, String text) {
    static Said of(ProcessBuilder program, Duration patience) throws IOException, InterruptedException {
        Process process = program.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .start();
        var output = new FutureTask<>(() -> process.getInputStream().readAllBytes());
        Thread.startVirtualThread(output);
        try {
            byte[] said = output.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Said(process.waitFor(), new String(said, StandardCharsets.UTF_8));
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    program.command().getFirst() + " did not answer within " + patience.toSeconds() + " s", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
