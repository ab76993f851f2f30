package dev.holdpoint.rehearsal;

import java.io.IOException;
import org.apache.sshd.server.channel.ChannelSession;

/**
 * A session on a host of a lab that tells the exit status before its output ends, as OpenSSH does. The other way round, as this
 * library does by itself, the client may have closed the channel in between, and never hears it: 255, a lost session.
 */
final class LabChannel extends ChannelSession {
    @Override
    protected void closeShell(int status, boolean immediately) throws IOException {
        if (!isClosing()) {
            sendExitStatus(status);
        }
        super.closeShell(status, immediately);
    }
}
