package dev.holdpoint.target.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** This machine. */
final class LocalShell implements Shell {
    private static final int PATIENCE_SECONDS = 30;

    @Override
    public Answer run(String script, List<String> arguments, byte[] input) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        argv.addAll(arguments);
        Process process = new ProcessBuilder(argv)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            FutureTask<byte[]> output =
                    new FutureTask<>(() -> process.getInputStream().readAllBytes());
            Thread.startVirtualThread(output);
            try (OutputStream in = process.getOutputStream()) {
                in.write(input);
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("sh did not answer within " + PATIENCE_SECONDS + " s");
            }
            return new Answer(process.exitValue(), new String(output.get(), StandardCharsets.UTF_8));
        } catch (ExecutionException e) {
            throw new IOException("cannot read what sh answers", e);
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public InputStream follow(String directory, long offset) throws IOException {
        Path job = Path.of(directory);
        return Files.exists(job.resolve("out")) ? new LocalOutput(job, offset) : InputStream.nullInputStream();
    }
}
