package dev.holdpoint.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdpoint.journal.RunJournal;
import dev.holdpoint.run.Event;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run whose program is its driver's own make: at its socket it says whatever it likes to those who come to look or to approve. */
final class HostileRun implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ServerSocketChannel door;
    private final String evil;
    private final byte[] output;
    private final String checklist;
    private final List<Event> events;

    /**
     * @param base where people meet
     * @param evil stands wherever there are words
     * @param output what every step has printed
     */
    HostileRun(Path base, String run, String evil, byte[] output, String checklist, List<Event> events)
            throws IOException, GeneralSecurityException {
        var uid = Files.getAttribute(Path.of("/proc/self").toRealPath(), "unix:uid");
        var folder = Files.createDirectory(base.resolve("holdpoint-" + uid));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        var hash = MessageDigest.getInstance("SHA-256").digest(run.getBytes(UTF_8));
        this.evil = evil;
        this.output = output;
        this.checklist = checklist;
        this.events = events;
        this.door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        door.bind(UnixDomainSocketAddress.of(folder.resolve(HexFormat.of().formatHex(hash, 0, 8) + ".sock")));
        Thread.ofPlatform().daemon().start(this::welcome);
    }

    private void welcome() {
        while (door.isOpen()) {
            try {
                var guest = door.accept();
                Thread.ofPlatform().daemon().start(() -> talk(guest));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(SocketChannel guest) {
        try (guest) {
            say(guest, "welcome", Map.of());
            var lines = new BufferedReader(new InputStreamReader(Channels.newInputStream(guest), UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                answer(guest, JSON.readTree(line));
            }
        } catch (IOException gone) {
            // Whoever had come has left.
            return;
        }
    }

    private void answer(SocketChannel guest, JsonNode asked) throws IOException {
        switch (asked.get("is").asString()) {
            case "look" ->
                say(
                        guest,
                        "look",
                        Map.of(
                                "driver",
                                evil,
                                "you",
                                evil,
                                "checklist",
                                evil,
                                "step",
                                evil,
                                "number",
                                2,
                                "given",
                                List.of(evil, evil),
                                "covers",
                                covers(),
                                "digest",
                                evil));
            case "approve" -> say(guest, "answer", Map.of("accepted", true, "says", evil));
            case "attach" -> begin(guest);
            case "preview" ->
                say(guest, "answer", Map.of("id", asked.get("id").asLong(), "runs", covers(), "undo", List.of(evil)));
            case "output" -> printed(guest, asked);
            default -> throw new IOException(asked.toString());
        }
    }

    /** Also what no driver's screen would show as a line of its own. */
    private List<String> covers() {
        return List.of(evil, "does    " + evil + "\nApprove this? Type yes: \r" + evil, new String(output, UTF_8));
    }

    private void begin(SocketChannel guest) throws IOException {
        say(guest, "run", Map.of("run", evil, "you", evil, "driver", evil));
        say(guest, "file", Map.of("name", "c.yml", "text", checklist));
        for (var event : events) {
            tell(guest, event);
        }
        say(guest, "measured", Map.of("figures", List.of()));
        say(guest, "ready", Map.of());
        say(guest, "trouble", Map.of("why", evil));
        var progress = Map.of(
                "fraction",
                0.5,
                "says",
                evil,
                "parts",
                List.of(Map.of("label", evil, "fraction", 0.1, "says", evil)),
                "loud",
                false);
        say(guest, "moved", Map.of("step", "long", "progress", progress, "seen", List.of()));
    }

    void tell(SocketChannel guest, Event event) throws IOException {
        var codec = RunJournal.codec();
        say(
                guest,
                "events",
                Map.of(
                        "events",
                        List.of(Map.of(
                                "type",
                                codec.type(event),
                                "at",
                                Instant.now().toString(),
                                "event",
                                codec.encode(event)))));
    }

    private void printed(SocketChannel guest, JsonNode asked) throws IOException {
        int from = (int) Math.min(output.length, asked.get("from").asLong());
        int to = Math.min(output.length, from + asked.get("most").asInt());
        say(
                guest,
                "answer",
                Map.of(
                        "id",
                        asked.get("id").asLong(),
                        "there",
                        true,
                        "size",
                        (long) output.length,
                        "bytes",
                        Base64.getEncoder().encodeToString(Arrays.copyOfRange(output, from, to))));
    }

    private static void say(SocketChannel guest, String is, Map<String, ? extends @Nullable Object> content)
            throws IOException {
        var all = new LinkedHashMap<String, @Nullable Object>();
        all.put("v", 1);
        all.put("is", is);
        all.putAll(content);
        var line = new ByteArrayOutputStream();
        line.write(JSON.writeValueAsBytes(all));
        line.write('\n');
        var bytes = ByteBuffer.wrap(line.toByteArray());
        synchronized (guest) {
            while (bytes.hasRemaining()) {
                guest.write(bytes);
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
