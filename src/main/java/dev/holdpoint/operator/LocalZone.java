package dev.holdpoint.operator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TimeZone;

/**
 * The zone in which an operator's times are told. To learn the rules of a zone the JVM reads those of all, and looks into every jar for more
 * ({@code ZoneRulesProvider}): 20 ms of a processor, for which no first frame waits. Until they are known the offset of now does: the launcher's, or that of
 * an older part of the JDK, which reads the same rules and nothing else.
 */
public final class LocalZone {
    private volatile ZoneId zone;
    private volatile boolean known;

    private LocalZone(ZoneId zone, boolean known) {
        this.zone = zone;
        this.known = known;
    }

    /** The machine's, as of {@code now} until {@link #learn}. The launcher knows the offset of its start, {@code +0100}, without any rules. */
    public static LocalZone ofMachine(Instant now) {
        return new LocalZone(told(System.getProperty("holdpoint.offset", "")).orElseGet(() -> offset(now)), false);
    }

    private static Optional<ZoneOffset> told(String offset) {
        try {
            return offset.isEmpty() ? Optional.empty() : Optional.of(ZoneOffset.of(offset));
        } catch (DateTimeException noOffset) {
            return Optional.empty();
        }
    }

    private static ZoneOffset offset(Instant now) {
        return ZoneOffset.ofTotalSeconds(TimeZone.getDefault().getOffset(now.toEpochMilli()) / 1000);
    }

    /** Always this one. */
    public static LocalZone of(ZoneId zone) {
        return new LocalZone(zone, true);
    }

    /** With all its rules, once they are known. */
    public ZoneId zone() {
        return zone;
    }

    /** Returns at once: the rules are read by a thread of its own. */
    public void learn() {
        if (!known) {
            known = true;
            Thread.ofPlatform().name("time zone").daemon().start(this::read);
        }
    }

    private void read() {
        try {
            zone = ZoneId.systemDefault();
        } catch (DateTimeException unheardOf) {
            // A zone that the JDK has no rules for: the offset is the best there is.
            return;
        }
    }
}
