package dev.holdpoint.target.host;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Shorthand;
import dev.holdpoint.checklist.SshAddress;
import dev.holdpoint.target.TargetProblem;
import org.jspecify.annotations.Nullable;

/** What an author writes under {@code hosts: { NAME: … }}. */
public record HostSpec(
        @Shorthand @Doc(value = "where it is, as `ssh` takes it", example = "root@203.0.113.10")
        String ssh,

        @Doc("its port") @Nullable Integer port,

        @Doc("the private key to log in with") @Nullable String key,

        @Doc("the passphrase of that key, or the password of the login") @Nullable
        String password,

        @Doc("the host that it is reached through") @Nullable
        String via,

        @Doc(value = "all that runs there runs as root, by `sudo`", fallback = "false")
        boolean sudo,

        @Doc("the password that `sudo` asks for") @Nullable String sudoPassword) {
    private static final int LAST_PORT = 65_535;

    /**
     * The target that it describes.
     *
     * @param target its name in the checklist
     * @param through the host of {@code via}, bound
     * @throws TargetProblem where a value makes it none
     */
    public Host bind(String target, @Nullable Host through) {
        if (!SshAddress.fits(ssh)) {
            throw new TargetProblem("host " + target
                    + ": ssh: takes one address, for example root@203.0.113.10, or a name of ~/.ssh/config; "
                    + SshAddress.TAKES);
        }
        if (port != null && (port < 1 || port > LAST_PORT)) {
            throw new TargetProblem("host " + target + ": port: " + port + " is not between 1 and 65535");
        }
        return new Host(target, ssh, port, key, password, through, sudo ? new Host.Sudo(sudoPassword) : null);
    }

    /** For messages: not the passwords. */
    @Override
    public String toString() {
        return "HostSpec[ssh=" + ssh + ", port=" + port + ", key=" + key + ", via=" + via + "]";
    }
}
