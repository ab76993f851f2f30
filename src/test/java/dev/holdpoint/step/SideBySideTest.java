package dev.holdpoint.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SideBySideTest {
    /** The first waits for the second, so they must run at once. */
    @Test
    void answersComeInTheOrderOfTheQuestions() throws InterruptedException {
        var met = new CountDownLatch(1);
        List<Callable<String>> asked = List.of(
                () -> {
                    met.await();
                    return "old";
                },
                () -> {
                    met.countDown();
                    return "new";
                });

        assertThat(SideBySide.all(asked)).containsExactly("old", "new");
    }

    @Test
    void whatFailsIsThrownAndEndsTheOthers() throws InterruptedException {
        var ended = new CountDownLatch(1);
        var waits = new CountDownLatch(1);
        List<Callable<String>> asked = List.of(
                () -> {
                    waits.await();
                    throw new IllegalStateException("no such tree");
                },
                () -> {
                    try {
                        waits.countDown();
                        new CountDownLatch(1).await();
                        return "never";
                    } finally {
                        ended.countDown();
                    }
                });

        assertThatThrownBy(() -> SideBySide.all(asked)).hasMessage("no such tree");
        ended.await();
    }

    @Test
    void soManyRunAtOnceAndNoMore() throws InterruptedException {
        var one = new CountDownLatch(1);
        try (var lanes = new SideBySide(1)) {
            lanes.add(one::countDown);
            lanes.add(() -> assertThat(one.getCount()).isZero());
            lanes.await();
        }
    }
}
