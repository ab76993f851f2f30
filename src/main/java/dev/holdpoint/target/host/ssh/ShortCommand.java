package dev.holdpoint.target.host.ssh;

import dev.holdpoint.target.host.JobCommand;
import dev.holdpoint.target.host.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

/**
 * A command on a host that is run, waited for and forgotten: it is no job, and ends with the connection. Its status comes as the last
 * line of the output, because {@code ssh} answers 255 both for a command that did and for a connection that broke.
 */
final class ShortCommand {
    private static final int KEPT = 64 * 1024;

    private final byte[] end = ("\n" + HexFormat.of().formatHex(random()) + " ").getBytes(StandardCharsets.US_ASCII);
    private byte[] kept = new byte[0];

    private ShortCommand() {}

    static Shell.Answer run(Way way, JobCommand command) throws IOException, InterruptedException {
        while (true) {
            Optional<Shell.Answer> answer = new ShortCommand().once(way, command);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    /** @return empty where nothing has run, because the host wants another connection for it */
    private Optional<Shell.Answer> once(Way way, JobCommand command) throws IOException, InterruptedException {
        String word = new String(end, StandardCharsets.US_ASCII).strip();
        try (Session session = way.session(Remote.marked(way.host(), "exec 2>/dev/null\n" + Remote.CAPTURE, word))) {
            var talk = new FutureTask<Optional<Shell.Answer>>(() -> talk(session, input(command) + word + "\n"));
            Thread.startVirtualThread(talk);
            return talk.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Optional<Shell.Answer> talk(Session session, String input) throws IOException {
        // Stays open: its end would be that of the command.
        OutputStream in = session.process().getOutputStream();
        InputStream out = session.process().getInputStream();
        try {
            in.write(input.getBytes(StandardCharsets.UTF_8));
            in.flush();
        } catch (IOException e) {
            // What it says instead of its answer tells why.
            return answer(session, out);
        }
        return answer(session, out);
    }

    private Optional<Shell.Answer> answer(Session session, InputStream out) throws IOException {
        Optional<String> instead = Remote.untilMark(out::read);
        if (instead.isPresent()) {
            if (session.refused()) {
                return Optional.empty();
            }
            throw session.broken(instead.get());
        }
        byte[] buffer = new byte[8192];
        for (int n; (n = out.read(buffer)) >= 0; ) {
            Optional<Shell.Answer> answer = add(buffer, n);
            if (answer.isPresent()) {
                return answer;
            }
        }
        throw session.broken(new String(kept, StandardCharsets.UTF_8));
    }

    /** @return the answer, when its last line has come; what was left behind on the host may go on to write */
    private Optional<Shell.Answer> add(byte[] more, int length) {
        byte[] all = Arrays.copyOf(kept, kept.length + length);
        System.arraycopy(more, 0, all, kept.length, length);
        String text = new String(all, StandardCharsets.ISO_8859_1);
        int at = text.lastIndexOf(new String(end, StandardCharsets.US_ASCII));
        int close = at < 0 ? -1 : text.indexOf('\n', at + end.length);
        if (close >= 0) {
            int status = Integer.parseInt(text.substring(at + end.length, close));
            int from = Math.max(0, at - KEPT);
            return Optional.of(new Shell.Answer(status, new String(all, from, at - from, StandardCharsets.UTF_8)));
        }
        // With room for a last line that came in two pieces.
        int most = KEPT + end.length + 4;
        kept = all.length <= most ? all : Arrays.copyOfRange(all, all.length - most, all.length);
        return Optional.empty();
    }

    private static String input(JobCommand command) {
        String exports = new TreeMap<>(command.environment())
                .entrySet().stream()
                        .map(e -> "export " + e.getKey() + "=" + Remote.word(e.getValue()) + "\n")
                        .collect(Collectors.joining());
        return "hp_directory=" + Remote.word(command.directory()) + "\nhp_environment=" + Remote.word(exports)
                + "\nhp_text=" + Remote.word(command.text()) + "\n";
    }

    private static byte[] random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
