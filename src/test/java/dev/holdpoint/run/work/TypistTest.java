package dev.holdpoint.run.work;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.target.host.TerminalSize;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Keys for a program that takes its time. */
final class TypistTest {
    private final BlockingQueue<String> done = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> allowed = new ArrayBlockingQueue<>(8);
    private volatile int away;
    private final Typist typist = new Typist(new Slow());

    /** Each of these calls returns at once, though the terminal is stuck in the first. */
    @Test
    void aProgramThatReadsNothingHoldsNobodyUp() throws InterruptedException {
        typist.type("a".getBytes(UTF_8));
        assertThat(next()).isEqualTo("typing a");
        typist.type("b".getBytes(UTF_8));
        typist.resize(new TerminalSize(80, 24));
        typist.type("c".getBytes(UTF_8));
        typist.resize(new TerminalSize(100, 30));
        assertThat(done).isEmpty();
        allowed.add("go on");
        assertThat(next()).isEqualTo("100x30");
        assertThat(next()).isEqualTo("typing bc");
        typist.close();
    }

    @Test
    void whatIsTooMuchIsSaidToBeLost() throws InterruptedException {
        typist.type("a".getBytes(UTF_8));
        assertThat(next()).isEqualTo("typing a");
        typist.type(new byte[Typist.MOST - 1]);
        typist.type("xyz".getBytes(UTF_8));
        allowed.add("go on");
        allowed.add("go on");
        assertThat(next()).startsWith("typing ").hasSize("typing ".length() + Typist.MOST - 1);
        assertThat(next()).contains("part of what was typed is lost");
        typist.close();
    }

    @Test
    void aSizeThatCouldNotBeToldIsToldAgain() throws InterruptedException {
        away = 1;
        typist.resize(new TerminalSize(80, 24));
        assertThat(next()).isEqualTo("80x24");
        assertThat(next()).isEqualTo("80x24");
        typist.close();
    }

    @Test
    void itEndsWithItsAttempt() throws InterruptedException {
        typist.type("a".getBytes(UTF_8));
        assertThat(next()).isEqualTo("typing a");
        typist.close();
        assertThat(next()).isEqualTo("interrupted");
        typist.type("b".getBytes(UTF_8));
        assertThat(done).isEmpty();
    }

    private String next() throws InterruptedException {
        var next = done.poll(10, TimeUnit.SECONDS);
        return next == null ? "nothing came" : next;
    }

    private final class Slow implements Typist.Terminals {
        @Override
        public void type(byte[] keys) {
            done.add("typing " + new String(keys, UTF_8));
            try {
                allowed.take();
            } catch (InterruptedException e) {
                done.add("interrupted");
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean resize(TerminalSize size) {
            done.add(size.columns() + "x" + size.rows());
            var told = away == 0;
            away = 0;
            return told;
        }

        @Override
        public void say(String line) {
            done.add(line);
        }
    }
}
