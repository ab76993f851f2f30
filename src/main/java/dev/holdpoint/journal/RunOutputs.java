package dev.holdpoint.journal;

import dev.holdpoint.checklist.Masker;
import dev.holdpoint.run.OutputSource;
import dev.holdpoint.run.Outputs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The output files of a run. */
public final class RunOutputs implements Outputs {
    private final RunPaths paths;
    private final InstantSource clock;
    private final Predicate<String> atTerminal;

    /** @param atTerminal whether a step, by its id, has a terminal of its own */
    public RunOutputs(RunPaths paths, InstantSource clock, Predicate<String> atTerminal) {
        this.paths = paths;
        this.clock = clock;
        this.atTerminal = atTerminal;
    }

    @Override
    public Sink open(String step, int attempt, Set<String> secrets) throws IOException {
        var log = paths.log(step, attempt);
        var masker = Masker.of(secrets);
        return new FileSink(
                atTerminal.test(step)
                        ? OutputWriter.openAtTerminal(log, masker, clock, () -> {})
                        : OutputWriter.open(log, masker, clock, () -> {}));
    }

    @Override
    public Sink gate(String step, Set<String> secrets) throws IOException {
        return new FileSink(OutputWriter.open(paths.gate(step), Masker.of(secrets), clock, () -> {}));
    }

    @Override
    public Optional<OutputSource> source(String step, int attempt) {
        var log = paths.log(step, attempt);
        return Files.exists(log) ? Optional.of(new OutputReader(log)) : Optional.empty();
    }

    /** One output file; where several jobs write into it, each writes whole lines only. */
    private static final class FileSink implements Sink {
        private final OutputWriter writer;
        private final Map<String, JobOutput> jobs = new HashMap<>();

        FileSink(OutputWriter writer) {
            this.writer = writer;
        }

        @Override
        public void say(String line) throws IOException {
            writer.say(line);
        }

        @Override
        public void print(String line) throws IOException {
            writer.print(line);
        }

        @Override
        public void job(String job, byte[] bytes, int start, int length, long until) throws IOException {
            JobOutput output;
            boolean alone;
            synchronized (jobs) {
                output = jobs.computeIfAbsent(job, name -> new JobOutput(writer.source(name)));
                alone = jobs.size() == 1;
            }
            output.take(bytes, start, length, until - length, alone);
        }

        @Override
        public long offset(String job) {
            synchronized (jobs) {
                return jobs.computeIfAbsent(job, name -> new JobOutput(writer.source(name)))
                        .reached();
            }
        }

        @Override
        public void end(String job) throws IOException {
            JobOutput output;
            synchronized (jobs) {
                output = jobs.remove(job);
            }
            if (output != null) {
                output.end();
            }
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    /** What one job prints, by one thread. */
    private static final class JobOutput {
        /** A line longer than this is written in pieces. */
        private static final int LONGEST = 1 << 16;

        private final OutputWriter.Source source;
        private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
        private long begunAt;

        JobOutput(OutputWriter.Source source) {
            this.source = source;
            this.begunAt = source.resumeAt();
        }

        synchronized long reached() {
            return begunAt;
        }

        synchronized void take(byte[] bytes, int start, int length, long offset, boolean alone) throws IOException {
            int whole = alone || begun.size() + length > LONGEST ? length : afterLastLine(bytes, start, length);
            try {
                if (whole > 0) {
                    flush();
                    source.write(bytes, start, whole, offset);
                    begunAt = offset + whole;
                }
            } catch (IOException e) {
                // What did not get onto the disk is asked for again from where the disk is.
                begun.reset();
                begunAt = source.resumeAt();
                throw e;
            }
            begun.write(bytes, start + whole, length - whole);
        }

        private static int afterLastLine(byte[] bytes, int start, int length) {
            for (int n = length; n > 0; n--) {
                if (bytes[start + n - 1] == '\n') {
                    return n;
                }
            }
            return 0;
        }

        private void flush() throws IOException {
            if (begun.size() > 0) {
                source.write(begun.toByteArray(), 0, begun.size(), begunAt);
                begunAt += begun.size();
                begun.reset();
            }
        }

        synchronized void end() throws IOException {
            flush();
            source.finish();
        }
    }
}
