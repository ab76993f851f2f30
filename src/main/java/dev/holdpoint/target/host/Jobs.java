package dev.holdpoint.target.host;

import dev.holdpoint.target.TargetProblem;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The jobs below one directory of a host. A job is started at most once, whoever dies when. Its directory (mode 700) is its only
 * truth, and this is what each moment of a start leaves behind:
 *
 * <ol>
 *   <li>Before {@code mkdir}: nothing. The description is read to its last line first, so a caller that dies while sending it
 *       starts nothing.
 *   <li>{@code mkdir} is the lock: of two starters one wins and the other attaches. Then {@code boot} and {@code command} are
 *       written. If the starter is killed from here on, there is no {@code pid}.
 *   <li>The supervisor, in a session of its own, gets the environment on its input. If that is cut off, it ends: no {@code pid}.
 *   <li>It takes the room for the exit status, and then links {@code pid} into place: its number, its start time and the boot's id.
 *       The link is the one atomic step between "not begun" and "begun", and the command runs strictly after it.
 *   <li>Without a {@code pid} for ten seconds (a supervisor takes milliseconds to link it), whoever looks links {@code pid} himself, with the word {@code void} in it. The
 *       supervisor can then not begin any more, so "never began" is proven and not guessed. After a reboot it is not: the disk may have
 *       forgotten the link, so the answer is "lost".
 *   <li>With a {@code pid}: its process lives, so it runs; {@code exit} is there, so it ended; neither, so the supervisor was killed or
 *       the machine went down, and the answer is "lost". Between the link and the first instruction of the command that is too
 *       cautious, and never wrong.
 *   <li>{@code exit} appears by rename, after all output. {@link Job#discard} renames the whole directory away before it removes it.
 * </ol>
 *
 * A caller that must survive a power cut writes the {@link #boot} to its own synced journal before it starts a job, and afterwards asks
 * with {@link #attach(JobId, String)}, not {@link #startOrAttach}: a directory that the disk forgot is then missing and not started
 * again, and one that was never made is told apart from it.
 */
public final class Jobs {
    private static final Duration START = Duration.ofSeconds(10);

    private final Shell shell;
    private final String root;
    private final InstantSource clock;
    private final Duration patience;

    /** @param root absolute path on the host */
    public Jobs(Shell shell, String root, InstantSource clock) {
        this(shell, root, clock, START);
    }

    /** @param patience with a start that is under way */
    Jobs(Shell shell, String root, InstantSource clock, Duration patience) {
        this.shell = shell;
        this.root = root;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Starts the command detached, or attaches to it where it was started before: running, ended or lost.
     *
     * @throws TargetProblem if the host refuses, or another command has this name; nothing was started then
     * @throws IOException if the way to the host broke: whether it started is not known until {@link #attach} answers
     */
    public Job startOrAttach(JobId id, JobCommand command) throws IOException, InterruptedException {
        Job job = job(id);
        if (job.start(command).equals("absent")) {
            throw new TargetProblem("job " + id + " was removed by another program while it was started");
        }
        return job;
    }

    /** The job of this name, if it was ever started (and not discarded). */
    public Optional<Job> attach(JobId id) throws IOException, InterruptedException {
        Job job = job(id);
        return job.settle().equals("absent") ? Optional.empty() : Optional.of(job);
    }

    /**
     * What to write down, synced, before a job is started: {@link #attach(JobId, String)} wants it back.
     *
     * @return the id of the host's boot, which changes when the host is started anew
     */
    public String boot() throws IOException, InterruptedException {
        return job(new JobId("boot")).boot();
    }

    /**
     * The job of this name, which was about to be started in this boot. Where the host has not been started anew since and there is no
     * directory, it never began and never will: the job then ends as {@link JobEnd.NeverBegan}.
     *
     * @param boot what {@link #boot} answered before the start
     * @return empty where the disk may have forgotten it, or where the directory of all jobs is gone
     */
    public Optional<Job> attach(JobId id, String boot) throws IOException, InterruptedException {
        Job job = job(id);
        return job.close(boot).equals("absent") ? Optional.empty() : Optional.of(job);
    }

    /** The protocol as program text, for what runs on the host itself beside its jobs: {@code sh -c TEXT sh signal DIRECTORY TERM}. */
    public static String protocol() {
        return Sh.PROTOCOL;
    }

    private Job job(JobId id) {
        return new Job(shell, root + "/" + id, id, clock, patience);
    }
}
