package dev.holdpoint.target.host.ssh;

/** Lines that nobody asked for, the first of them: one thread collects them, and another one looks when something went wrong. */
final class Noise {
    private static final int MOST = 10_000;

    private final StringBuilder lines = new StringBuilder();

    synchronized void add(String line) {
        if (lines.length() < MOST) {
            lines.append(line).append('\n');
        }
    }

    @Override
    public synchronized String toString() {
        return lines.toString();
    }
}
