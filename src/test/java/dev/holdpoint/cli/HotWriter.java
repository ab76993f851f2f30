package dev.holdpoint.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Whoever uses a service all the time, by its name: keeps one more word in it again and again, and knows who said that it was kept. */
final class HotWriter implements AutoCloseable {
    private static final int PACE_MILLIS = 50;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Set<String>> kept = new HashMap<>();
    private final Future<?> writing;
    private final String url;
    private int words;

    HotWriter(String url) {
        this.url = url;
        writing = timer.scheduleWithFixedDelay(this::write, 0, PACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void write() {
        var word = "w" + ++words;
        try {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(url + "add/" + word))
                            .timeout(Duration.ofSeconds(10))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                keeps(answer.body().strip(), word);
            }
        } catch (IOException refused) {
            // Nobody said that it was kept, so it may be lost.
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void keeps(String says, String word) {
        kept.computeIfAbsent(says.substring(says.lastIndexOf(' ') + 1), it -> new HashSet<>())
                .add(word);
    }

    /** What a host has said that it keeps. */
    synchronized Set<String> keptBy(String host) {
        return Set.copyOf(kept.getOrDefault(host, Set.of()));
    }

    /** What a host has kept until now is given up. */
    synchronized void givesUp(String host) {
        kept.remove(host);
    }

    /** Nothing is written any more. */
    @Override
    public void close() {
        writing.cancel(false);
        timer.close();
        client.close();
    }
}
