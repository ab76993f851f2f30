package dev.holdpoint.target.host;

import dev.holdpoint.checklist.Masker;
import dev.holdpoint.journal.OutputWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A program that drives one job and keeps its output, to be killed: DIRECTORY NAME. Ends with status 0 once the job has. */
final class Driver {
    static final String SECRET = "swordfish";

    private Driver() {}

    /** 3000 lines in about two seconds; leaves a line in {@code ran-NAME} for each time that it was started. */
    static JobCommand command(Path directory, String name) {
        return JobCommand.shell("echo ran >>ran-" + name + "\n"
                        + "i=0; while [ $i -lt 3000 ]; do\n"
                        + "  echo \"line $i $PASSWORD\"; i=$((i + 1)); [ $((i % 20)) != 0 ] || sleep 0.01\n"
                        + "done")
                .in(directory.toString())
                .with(Map.of("PASSWORD", SECRET));
    }

    static JobEnd drive(Path directory, String name) throws Exception {
        Path log = directory.resolve(name + ".log");
        try (OutputWriter out = OutputWriter.open(log, Masker.of(List.of(SECRET)), InstantSource.system(), () -> {})) {
            OutputWriter.Source source = out.source(name);
            Job job =
                    LocalHost.jobs(directory.resolve("jobs")).startOrAttach(new JobId(name), command(directory, name));
            JobEnd end = job.follow(source.resumeAt(), source::write);
            source.finish();
            return end;
        }
    }

    public static void main(String[] arguments) throws Exception {
        System.exit(drive(Path.of(arguments[0]), arguments[1]).fine() ? 0 : 1);
    }
}
