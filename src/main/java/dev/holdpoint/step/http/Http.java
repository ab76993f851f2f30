package dev.holdpoint.step.http;

import dev.holdpoint.step.Action;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Attempt;
import dev.holdpoint.step.Danger;
import dev.holdpoint.step.Hidden;
import dev.holdpoint.step.Outcome;
import dev.holdpoint.step.Setting;
import java.util.List;
import java.util.Optional;

/** {@code http} as an action: sends a request that changes something. */
public final class Http implements Action<Request> {
    @Override
    public String name() {
        return "http";
    }

    @Override
    public String says() {
        return "Sends one HTTP request; the answer's status and body tell whether it worked. One that may change something is a"
                + " hold point.";
    }

    @Override
    public Class<Request> spec() {
        return Request.class;
    }

    @Override
    public List<String> problems(Request spec) {
        return spec.problems();
    }

    @Override
    public List<String> preview(Request spec, Setting setting) {
        return spec.preview().stream()
                .map(line -> Hidden.secretsOf(setting.values(), line))
                .toList();
    }

    @Override
    public Outcome run(Request spec, Attempt attempt) throws InterruptedException {
        var answer = Exchange.send(spec, attempt.values());
        if (answer instanceof Answer.Came came) {
            attempt.say(came.status() + " in " + came.took().toMillis() + " ms");
            came.body().lines().forEach(attempt::say);
        }
        var fault = Hidden.secretsOf(attempt.values(), answer.fault(spec));
        return switch (answer) {
            case Answer.Came came
            when fault.isEmpty() ->
                Outcome.done(came.status() + " in " + came.took().toMillis() + " ms");
            case Answer.None none when none.sent() && !spec.idempotent() -> Outcome.unknown(fault);
            default -> Outcome.failed(fault, "see what the server says above, then retry");
        };
    }

    @Override
    public boolean mayBeDangerous() {
        return true;
    }

    /** One that only looks is none, whatever its address is. */
    @Override
    public boolean mayBeDangerous(Request draft) {
        return !draft.safe();
    }

    @Override
    public Optional<Danger> danger(Request spec) {
        return spec.writes()
                ? Optional.of(new Danger(
                        "It sends " + spec.method() + " to " + (spec.host().isEmpty() ? "a server" : spec.host())
                                + ": the program cannot take back what that changes.",
                        spec.host()))
                : Optional.empty();
    }

    @Override
    public Afterlife afterlife(Request spec) {
        return spec.idempotent() ? Afterlife.REPEAT : Afterlife.ASK;
    }
}
