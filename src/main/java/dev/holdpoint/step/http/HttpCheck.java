package dev.holdpoint.step.http;

import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Check;
import dev.holdpoint.step.Evidence;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Setting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code http} as a check: what a server answers. */
public final class HttpCheck implements Check<Request> {
    /** Lines of a wrong answer kept as details. */
    private static final int KEPT = 5;

    @Override
    public String name() {
        return "http";
    }

    @Override
    public String says() {
        return "Looks what a server answers: status, what the body matches, and over https how long its certificate lasts.";
    }

    @Override
    public Class<Request> spec() {
        return Request.class;
    }

    @Override
    public List<String> problems(Request spec) {
        var problems = new ArrayList<>(spec.problems());
        if (!spec.safe()) {
            problems.add("a check changes nothing, and " + spec.method() + " may; write GET, or make it an http step");
        }
        return List.copyOf(problems);
    }

    @Override
    public List<String> preview(Request spec, Setting setting) {
        return spec.preview().stream()
                .map(line -> Hidden.secretsOf(setting.values(), line))
                .toList();
    }

    @Override
    public Evidence observe(Request spec, Attempt attempt) throws InterruptedException {
        var began = attempt.clock().instant();
        var answer = Exchange.send(spec, attempt.values());
        var fault = Hidden.secretsOf(attempt.values(), answer.fault(spec));
        return switch (answer) {
            case Answer.Came came
            when fault.isEmpty() -> lasting(Evidence.green(label(spec), came.says(), began), came.until());
            case Answer.Came came ->
                Evidence.red(label(spec), fault, began)
                        .with(Hidden.secretsOf(attempt.values(), came.body())
                                .lines()
                                .limit(KEPT)
                                .toList());
            case Answer.None _ -> Evidence.red(label(spec), fault, began);
        };
    }

    /** What is seen over TLS lasts as long as the certificate that it is seen under. */
    private static Evidence lasting(Evidence seen, @Nullable Instant until) {
        return until == null ? seen : seen.until(until);
    }

    @Override
    public String label(Request spec) {
        return spec.label() != null ? spec.label() : spec.url() + " answers " + spec.status();
    }
}
