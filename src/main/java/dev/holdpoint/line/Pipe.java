package dev.holdpoint.line;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;

/** Lines from a pipe or a file, echoed where they are not secret, so that what was said can be read afterwards. */
final class Pipe implements Ear {
    private final BufferedReader lines;
    private final Voice voice;

    Pipe(InputStream in, Voice voice) {
        this.lines = new BufferedReader(new InputStreamReader(in, UTF_8));
        this.voice = voice;
    }

    @Override
    public boolean hand() {
        return false;
    }

    @Override
    public Heard ask(String prompt, Kind kind, String begun) {
        try {
            var line = lines.readLine();
            if (line == null) {
                voice.say(prompt + "(end of input)");
                return new Heard.Ended(true);
            }
            voice.say(prompt + (kind == Kind.SECRET ? "" : line));
            return new Heard.Line(line);
        } catch (IOException unreadable) {
            return new Heard.Ended(true);
        }
    }

    @Override
    public int press() {
        return NONE;
    }

    @Override
    public void forget() {
        // A pipe types nothing ahead: its lines are read one after the other.
    }

    @Override
    public void close() {
        // Standard input is not ours to close.
    }
}
