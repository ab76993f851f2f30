package dev.holdpoint.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Secrets that must turn up nowhere, and the ways to write them that are looked for. Made without anything of the program's, which has a
 * list of its own.
 */
final class Canaries {
    /** What bytes are searched for, and what it is. */
    private final Map<String, String> needles = new LinkedHashMap<>();

    private final List<String> forms = new ArrayList<>();

    Canaries(Map<String, String> secrets) {
        secrets.forEach(this::add);
    }

    private void add(String name, String secret) {
        form(name, "as it is", secret);
        form(name, "JSON", quoted(JsonMapper.shared().writeValueAsString(secret)));
        form(name, "URL", URLEncoder.encode(secret, UTF_8));
        form(name, "URL with %20", URLEncoder.encode(secret, UTF_8).replace("+", "%20"));
        var bytes = secret.getBytes(UTF_8);
        form(name, "base64", Base64.getEncoder().encodeToString(bytes));
        form(name, "base64url", Base64.getUrlEncoder().encodeToString(bytes));
        form(name, "base64 in lines", Base64.getMimeEncoder().encodeToString(bytes));
        for (var before : List.of("u", "us")) {
            var longer = Base64.getEncoder().encodeToString((before + secret + ":x").getBytes(UTF_8));
            forms.add(longer);
            int from = (before.length() * 8 + 5) / 6;
            needle(name, "base64 behind " + before, longer.substring(from, (before.length() + bytes.length) * 8 / 6));
        }
        if (secret.length() >= 16) {
            // Of what is cut short or wrapped, a piece is too much.
            needle(name, "its first half", secret.substring(0, secret.length() / 2));
            needle(name, "its second half", secret.substring(secret.length() / 2));
        }
        if (secret.contains("\n")) {
            secret.lines().forEach(line -> needle(name, "a line of it", line));
            Base64.getMimeEncoder()
                    .encodeToString(bytes)
                    .lines()
                    .forEach(line -> needle(name, "a line of its base64", line.strip()));
        }
    }

    private static String quoted(String json) {
        return json.substring(1, json.length() - 1);
    }

    private void form(String name, String what, String text) {
        forms.add(text);
        needle(name, what, text);
    }

    private void needle(String name, String what, String text) {
        if (text.length() >= 8) {
            needles.putIfAbsent(new String(text.getBytes(UTF_8), ISO_8859_1), name + ", " + what);
        }
    }

    /** Every secret in every form, one below the other. */
    String all() {
        return String.join("\n", forms) + "\n";
    }

    /** Which of them are in there. */
    List<String> in(byte[] bytes) {
        var text = new String(bytes, ISO_8859_1);
        return needles.entrySet().stream()
                .filter(it -> text.contains(it.getKey()))
                .map(it -> it.getValue() + ": " + around(text, it.getKey()))
                .toList();
    }

    private static String around(String text, String needle) {
        int at = text.indexOf(needle);
        return text.substring(Math.max(0, at - 80), Math.min(text.length(), at + needle.length() + 20));
    }

    List<String> in(String text) {
        return in(text.getBytes(UTF_8));
    }

    /** Which of them are in which files below a folder, or in the names of these. */
    List<String> below(Path folder) throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                in(file.toString()).forEach(it -> found.add("name of " + file + ": " + it));
                if (Files.isRegularFile(file)) {
                    in(Files.readAllBytes(file)).forEach(it -> found.add(file + ": " + it));
                }
            }
        }
        return found;
    }
}
