package dev.holdpoint.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class HolderTest {
    /** As every other time on the screen: to the minute, where the operator is. */
    @Test
    void sinceWhenIsSaidAsAPersonReadsIt() {
        var since = LocalDateTime.parse("2026-11-26T11:21:44.330108984")
                .atZone(ZoneId.systemDefault())
                .toInstant();
        assertThat(new RunLock.Holder("alice", 7, "bastion", "pts/0", since))
                .hasToString("alice on bastion (pts/0, process 7) since 2026-11-26 11:21");
    }
}
