package dev.holdpoint.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdpoint.console.model.Detail;
import dev.holdpoint.console.model.Looking;
import dev.holdpoint.console.model.Output;
import dev.holdpoint.console.terminal.Frame;
import dev.holdpoint.console.terminal.Key;
import dev.holdpoint.console.terminal.MemoryDisplay;
import dev.holdpoint.console.terminal.Size;
import dev.holdpoint.console.terminal.Theme;
import dev.holdpoint.console.view.ScreenView;
import dev.holdpoint.run.Decision;
import dev.holdpoint.run.Intent;
import dev.holdpoint.run.Plan;
import dev.holdpoint.run.Run;
import dev.holdpoint.step.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The console without a loop, at a clock that stands still: keys in, frames out, the real rules between. */
final class Scene implements Hands {
    static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

    private final FakeRun run;
    private final Looking at;
    private final ValueForms forms;
    private final Update update;
    private final Attention attention;
    private final MemoryDisplay display = new MemoryDisplay(80, 24);
    private Instant now = START;
    private long nanos;
    private final java.util.Map<String, Output> outputs = new java.util.HashMap<>();
    private boolean left;
    private @Nullable Theme theme;

    Scene(Plan plan, boolean rehearsal) {
        this.run = new FakeRun(plan, () -> now, rehearsal);
        this.at = new Looking(run.run(), now);
        this.forms = new ValueForms(at, run);
        this.update = new Update(at, new Orders(at, this, forms), this);
        this.attention = new Attention(at, display);
        forms.begin(this);
    }

    static Scene replit() {
        return new Scene(Sample.replit(), false);
    }

    FakeRun run() {
        return run;
    }

    Looking at() {
        return at;
    }

    boolean left() {
        return left;
    }

    /** The theme that was asked for last. */
    @Nullable
    Theme theme() {
        return theme;
    }

    int bells() {
        return display.bells();
    }

    Instant now() {
        return now;
    }

    Scene after(Duration time) {
        now = now.plus(time);
        return look();
    }

    /** As after a restart that has forgotten this secret. */
    Scene resumed(String secret) {
        run.forgets(secret);
        look();
        forms.begin(this);
        return this;
    }

    /** Shows what has happened to the run. */
    Scene look() {
        var before = at.run();
        at.tick(now);
        at.stall(run.stall());
        at.show(run.run());
        at.secretsMissing(run.run().variablesSet() && !run.wanted().isEmpty());
        attention.moved(before);
        var stop = at.selected();
        if (stop == null) {
            at.show(Detail.NONE);
        } else {
            at.progress(stop.id(), run.progress(stop.id()));
            at.show(new Detail(stop.id(), run.preview(stop.id()), run.undoPreview(stop.id()), printed(stop.id())));
        }
        return this;
    }

    private @Nullable Output printed(String step) {
        return outputs.get(step + "#" + at.attempt());
    }

    Scene prints(String step, String text) {
        int attempt = run.run().status(step).attempt();
        outputs.computeIfAbsent(
                        step + "#" + attempt,
                        it -> new Output(
                                step,
                                attempt,
                                run.run().plan().stop(step).step().tty()))
                .pane()
                .write(text.getBytes(UTF_8));
        return look();
    }

    /** Keys by their names, a hand's pause between them: {@code enter}, {@code ctrl-c}, or one character. */
    Scene keys(String... names) {
        for (var name : names) {
            key(Keys.named(name));
        }
        return this;
    }

    /** Text letter by letter. */
    Scene types(String text) {
        text.codePoints().forEach(it -> key(Key.of(it)));
        return this;
    }

    Scene key(Key key) {
        nanos += Duration.ofMillis(150).toNanos();
        return at(key, nanos);
    }

    /** A key at a time of its own. */
    Scene at(Key key, long when) {
        nanos = when;
        update.key(key, when);
        return look();
    }

    long nanos() {
        return nanos;
    }

    Frame frame(int cols, int rows) {
        return new ScreenView(at, ZoneOffset.UTC).frame(new Size(cols, rows));
    }

    Run state() {
        return run.run();
    }

    Evidence green(String label, String sentence, int secondsAgo) {
        return Evidence.green(label, sentence, now.minusSeconds(secondsAgo));
    }

    Evidence red(String label, String sentence, int secondsAgo) {
        return Evidence.red(label, sentence, now.minusSeconds(secondsAgo));
    }

    @Override
    public void want(Intent intent) {
        want(intent, answer -> {
            if (answer instanceof Decision.Refusal(String reason)) {
                at.refuse(reason);
            }
        });
    }

    @Override
    public void want(Intent intent, Consumer<Decision> then) {
        var answer = run.take(intent);
        // As the loop has it: what came of it is seen before the answer is.
        look();
        then.accept(answer);
    }

    @Override
    public void type(String step, byte[] bytes) {
        run.type(step, bytes);
    }

    @Override
    public void openPager() {
        at.say("pager");
    }

    @Override
    public void theme(Theme theme) {
        this.theme = theme;
    }

    @Override
    public void suspend() {
        at.say("suspended");
    }

    @Override
    public void leave() {
        run.take(new Intent.Leave());
        left = true;
    }
}
