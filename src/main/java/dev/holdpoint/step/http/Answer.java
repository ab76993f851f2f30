package dev.holdpoint.step.http;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What came of a request. */
sealed interface Answer {
    /**
     * @param body at most its first mebibyte, as UTF-8
     * @param until when the certificate that the server showed ends; null where it showed none
     */
    record Came(
            int status,
            String body,
            Duration took,
            @Nullable Instant until) implements Answer {
        String says() {
            return status + " in " + took.toMillis() + " ms"
                    + (until == null
                            ? ""
                            : ", under a certificate until " + LocalDate.ofInstant(until, ZoneOffset.UTC));
        }
    }

    /**
     * No answer.
     *
     * @param reason one line: name, connection, TLS or time
     * @param sent false where it is certain that the request did not go out
     */
    record None(String reason, boolean sent) implements Answer {}

    /** What is wrong with it for that request, or nothing. */
    default String fault(Request request) {
        return switch (this) {
            case None none -> none.reason();
            case Came came when !request.wants(came.status()) -> came.status() + ", not " + request.status();
            case Came came
            when !matches(request.matches(), came.body()) ->
                came.status() + ", but its body does not match " + request.matches();
            case Came came
            when request.contains() != null && !holds(came.body(), request.contains()) ->
                came.status() + ", but its body does not contain " + request.contains();
            case Came came
            when request.lacks() != null && holds(came.body(), request.lacks()) ->
                came.status() + ", but its body contains " + request.lacks();
            case Came _ -> "";
        };
    }

    /** A variable without a value proves nothing: no body holds it. */
    private static boolean holds(String body, String text) {
        return !text.isBlank() && body.contains(text);
    }

    private static boolean matches(@Nullable String expression, String body) {
        return expression == null
                || Pattern.compile(expression, Pattern.MULTILINE).matcher(body).find();
    }
}
