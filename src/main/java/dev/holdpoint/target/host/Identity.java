package dev.holdpoint.target.host;

import java.time.Duration;

/**
 * What a host says of itself, and what it was reached by.
 *
 * @param name in the checklist
 * @param address and port that the connection went to, as {@code [192.0.2.7]:22}; for one through another host what that one was asked for
 * @param fingerprint of the host key that was really used, {@code SHA256:…}
 * @param user whose commands run there
 * @param kernel as {@code uname -sr}
 * @param machine its {@code /etc/machine-id}, or the id of its boot where it has none
 * @param ahead how much its clock is ahead of ours, good to half a round trip
 * @param freeBytes where jobs are kept
 * @param home absolute path of the home directory of that user
 * @param jobs absolute path of the directory of all jobs
 * @param sudo whether commands may run as root: by being it, or by {@code sudo} without a password
 */
public record Identity(
        String name,
        String address,
        String fingerprint,
        String user,
        String kernel,
        String machine,
        Duration ahead,
        long freeBytes,
        String home,
        String jobs,
        boolean sudo) {
    /** What is kept and compared later: that the same machine answers as before. */
    public String proof() {
        return fingerprint + " " + machine;
    }

    /** The machine of a {@link #proof}. */
    public static String machine(String proof) {
        return proof.substring(proof.indexOf(' ') + 1);
    }
}
