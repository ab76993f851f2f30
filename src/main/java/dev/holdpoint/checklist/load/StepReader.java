package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Condition;
import dev.holdpoint.checklist.DurationText;
import dev.holdpoint.checklist.Hold;
import dev.holdpoint.checklist.KindUse;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Step.Body;
import dev.holdpoint.checklist.Step.Capture;
import dev.holdpoint.checklist.Step.Retry;
import dev.holdpoint.checklist.Step.UndoRule;
import dev.holdpoint.checklist.Template;
import dev.holdpoint.checklist.Values;
import dev.holdpoint.checklist.load.KindReader.Traits;
import dev.holdpoint.checklist.words.CaptureWords;
import dev.holdpoint.checklist.words.HoldWords;
import dev.holdpoint.checklist.words.StepWords;
import dev.holdpoint.checklist.words.UndoWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one step that stands where it will stand. */
final class StepReader {
    private static final int MOST_TRIES = 100;

    private final KindReader kinds;
    private final Problems problems;

    /** A step, and what its kind does besides. */
    record Read(Step step, Traits traits) {}

    StepReader(KindReader kinds, Problems problems) {
        this.kinds = kinds;
        this.problems = problems;
    }

    /** @param soaked the steps that its {@code soak} counts from */
    Read read(Draft draft, List<String> needs, List<String> soaked) {
        var words = draft.words();
        var scope = draft.scope();
        var traits = draft.action() == null ? Traits.NONE : kinds.action(draft.action(), scope);
        traits.asks().forEach(scope.names()::set);
        var capture = captures(words, scope);
        times(words);
        onlyLooking(words);
        onlyByHand(words, traits);
        onlyReleased(words, traits);
        new Guards(kinds, problems).judge(words, traits);
        var title = text(words.title(), "title", scope);
        var step = new Step(
                draft.id(),
                title == null ? draft.id() : title,
                text(words.why(), "why", scope),
                body(draft),
                needs,
                draft.anytime(),
                draft.group(),
                joined(draft.conditions()),
                value(words.expect()),
                value(words.timeout()),
                retry(words),
                verify(words, scope),
                words.within() == null ? Duration.ZERO : words.within().value(),
                hold(words.hold(), scope),
                undo(words.undo(), scope),
                value(words.downtime()),
                items(words.opens(), "opens", scope),
                items(words.closes(), "closes", scope),
                capture,
                regex(words.failsWhen(), "fails_when"),
                regex(words.succeedsWhen(), "succeeds_when"),
                on(words.on(), scope),
                words.tty(),
                scope.locals(),
                words.at(),
                new Sense(kinds, problems).read(words, soaked, scope),
                value(words.guarded()));
        return new Read(step, traits);
    }

    /** A template where only a value will name it. */
    private String on(@Nullable Said<String> on, Scope scope) {
        var written = text(on, "on", scope);
        if (on == null || written == null) {
            return Hosts.LOCAL;
        }
        var host = Template.fill(written, Values.NONE);
        if (!host.missing().isEmpty()) {
            return written;
        }
        kinds.host(host.text(), on.at());
        return host.text();
    }

    private Body body(Draft draft) {
        var checks = draft.words().check();
        if (draft.action() != null) {
            return new Body.Act(draft.action());
        }
        kinds.checks(checks, draft.scope());
        return new Body.Look(checks == null ? List.of() : checks);
    }

    private void onlyLooking(StepWords words) {
        if (words.check() != null) {
            for (var word : Given.byAction(words)) {
                problems.add(words.at(), "`" + word + "` belongs to an action; a step with `check` changes nothing");
            }
        }
    }

    private void onlyByHand(StepWords words, Traits traits) {
        if (traits.byHand()) {
            for (var word : Given.byProgram(words)) {
                problems.add(words.at(), "`" + word + "` belongs to what the program does; a person does this step");
            }
        }
    }

    private void onlyReleased(StepWords words, Traits traits) {
        var retry = words.retry();
        var undo = words.undo();
        var hold = words.hold() != null || traits.dangerous() || (undo != null && undo.none());
        if (retry != null && hold && !traits.byHand()) {
            problems.add(
                    retry.times().at(),
                    "a hold point is never tried again by the program: a person releases each try; leave `retry` out");
        }
    }

    private static @Nullable Condition joined(List<Condition> conditions) {
        if (conditions.isEmpty()) {
            return null;
        }
        var tests = new ArrayList<Condition.Test>();
        conditions.forEach(it -> tests.addAll(it.tests()));
        return new Condition(conditions.stream().map(Condition::text).collect(Collectors.joining(" and ")), tests);
    }

    private void times(StepWords words) {
        positive(words.expect(), "expect");
        positive(words.timeout(), "timeout");
        positive(words.within(), "within");
        var expect = words.expect();
        var timeout = words.timeout();
        if (expect != null && timeout != null && expect.value().compareTo(timeout.value()) > 0) {
            problems.add(
                    expect.at(),
                    "`expect` is longer than `timeout`: the step would be stopped before it is expected to end");
        }
        if (words.within() != null && words.verify() == null && words.check() == null) {
            problems.add(
                    words.within().at(), "`within` says how long `verify` is looked at; there is no `verify` here");
        }
    }

    private void positive(@Nullable Said<Duration> time, String word) {
        if (time != null && !time.value().isPositive()) {
            problems.add(time.at(), "`" + word + "` takes a time above zero, such as `3m`");
        }
    }

    private Retry retry(StepWords words) {
        var retry = words.retry();
        if (retry == null) {
            return Retry.NEVER;
        }
        var times = retry.times().value();
        if ((times < 1 || times > MOST_TRIES) && !problems.at(retry.times().at())) {
            problems.add(retry.times().at(), "`times` takes a number from 1 to " + MOST_TRIES);
        }
        return new Retry(times, retry.pause());
    }

    private List<KindUse> verify(StepWords words, Scope scope) {
        if (words.verify() == null) {
            return List.of();
        }
        kinds.checks(words.verify(), scope);
        return words.verify();
    }

    private @Nullable Hold hold(@Nullable HoldWords words, Scope scope) {
        if (words == null) {
            return null;
        }
        kinds.checks(words.checks(), scope);
        var checks = words.checks() == null ? List.<KindUse>of() : words.checks();
        outlasts(words.fresh(), words.countdown());
        return new Hold(
                text(words.because(), "because", scope),
                checks,
                words.fresh().value(),
                phrase(words.type(), scope),
                approvals(words.approvals()),
                words.countdown().value());
    }

    /** Evidence that is too old before the countdown has run out would lock the gate each time. */
    private void outlasts(Said<Duration> fresh, Said<Duration> countdown) {
        boolean unreadable = fresh.value().isZero() && fresh.at().equals(countdown.at());
        if (!unreadable && fresh.value().compareTo(countdown.value()) <= 0) {
            problems.add(
                    fresh.at(),
                    "`fresh` must be longer than `countdown` (" + DurationText.of(countdown.value())
                            + "), or the gate locks before it is released");
        }
    }

    private int approvals(@Nullable Said<Integer> said) {
        if (said == null) {
            return 0;
        }
        if ((said.value() < 0 || said.value() > Hold.MOST_APPROVALS) && !problems.at(said.at())) {
            problems.add(said.at(), "`approvals` takes a number from 0 to " + Hold.MOST_APPROVALS);
        }
        return said.value();
    }

    /** It has to be read off any terminal and typed on any keyboard, in the night, by whoever is on call. */
    private @Nullable String phrase(@Nullable Said<String> written, Scope scope) {
        var phrase = text(written, "type", scope);
        if (written != null && phrase != null) {
            phrase.codePoints()
                    .filter(it -> it < ' ' || it > '~')
                    .findFirst()
                    .ifPresent(it -> problems.add(
                            written.at(),
                            "`type` has %s, which not every terminal shows and not every keyboard has; write one line of plain ASCII"
                                    .formatted(
                                            it < ' '
                                                    ? "a line end or a control character"
                                                    : "“" + Character.toString(it) + "”")));
        }
        return phrase;
    }

    private UndoRule undo(@Nullable UndoWords words, Scope scope) {
        if (words == null) {
            return new UndoRule.Automatic();
        }
        if (words.way() == UndoWords.Way.NONE || (words.none() && words.because() == null)) {
            problems.add(words.at(), "say why it cannot be taken back: `undo: { none: true, because: TEXT }`");
        } else if (words.none() == (words.steps() != null)
                && words.way() == null
                && (words.none() || words.expect() == null)
                && !problems.at(words.at())) {
            problems.add(words.at(), "`undo` takes `automatic`, a list of actions, or `{ none: true, because: TEXT }`");
        } else if (words.because() != null && !words.none()) {
            problems.add(words.because().at(), "`because` belongs to `none: true`");
        }
        positive(words.expect(), "expect");
        if (words.none() && words.expect() != null) {
            problems.add(words.expect().at(), "`expect` is about an undo that there is: `none: true` has none");
        }
        var because = text(words.because(), "because", scope);
        if (words.none()) {
            return new UndoRule.None(because == null ? "" : because);
        }
        return words.steps() == null ? new UndoRule.Automatic(value(words.expect())) : undoSteps(words, scope);
    }

    private UndoRule undoSteps(UndoWords words, Scope scope) {
        var steps = words.steps() == null ? List.<KindUse>of() : words.steps();
        steps.forEach(use -> kinds.action(use, scope));
        return new UndoRule.Steps(steps, value(words.expect()));
    }

    private List<String> items(@Nullable List<Said<String>> items, String word, Scope scope) {
        var named = new ArrayList<String>();
        if (items != null) {
            for (var item : items) {
                var name = text(item, word, scope);
                named.add(name == null ? item.value() : name);
            }
        }
        return named;
    }

    private Map<String, Capture> captures(StepWords words, Scope scope) {
        var captures = new LinkedHashMap<String, Capture>();
        if (words.capture() == null) {
            return captures;
        }
        for (var entry : words.capture().entrySet()) {
            var name = entry.getKey();
            if (!Template.isName(name)) {
                problems.add(
                        entry.getValue().at(),
                        "`" + name + "` is no name for a variable; use lower case, digits and underscores");
            }
            if (scope.names().secret(name)) {
                problems.add(
                        entry.getValue().at(),
                        "`" + name
                                + "` is a secret, and what a step prints is kept as it is; look it up with `from`, or have a"
                                + " manual step `ask` for it");
            }
            scope.names().set(name);
            captures.put(name, capture(entry.getValue()));
        }
        return captures;
    }

    private Capture capture(CaptureWords words) {
        if ((words.regex() == null) == (words.json() == null)) {
            problems.add(words.at(), "a capture takes one of `regex: TEXT` or `json: POINTER`");
        }
        var json = words.json();
        if (json != null && !json.value().startsWith("/")) {
            problems.add(json.at(), "a JSON pointer begins with `/`, such as `/items/0/id`");
        }
        var regex = words.regex();
        if (regex != null && groups(regex) == 0) {
            problems.add(
                    regex.at(), "the value is what the group matches; put it in parentheses, such as `inet (\\S+)`");
        }
        return new Capture(regex(regex, "regex"), json == null ? null : json.value());
    }

    /** How many groups a regular expression has; -1 where it is none. */
    private static int groups(Said<String> regex) {
        try {
            return Pattern.compile(regex.value()).matcher("").groupCount();
        } catch (PatternSyntaxException none) {
            return -1;
        }
    }

    private @Nullable String regex(@Nullable Said<String> regex, String word) {
        return regex(regex, word, problems);
    }

    static @Nullable String regex(@Nullable Said<String> regex, String word, Problems problems) {
        if (regex == null) {
            return null;
        }
        try {
            Pattern.compile(regex.value());
        } catch (PatternSyntaxException none) {
            problems.add(regex.at(), "`" + word + "` is no regular expression: " + reason(none));
        }
        return regex.value();
    }

    private static String reason(PatternSyntaxException none) {
        var where = none.getIndex() < 0 ? "" : " at character " + (none.getIndex() + 1);
        return none.getDescription().toLowerCase(Locale.ROOT) + where;
    }

    /** A text of the step, the step's own values put in; the run's variables stay in it as written. */
    private @Nullable String text(@Nullable Said<String> said, String word, Scope scope) {
        if (said == null) {
            return null;
        }
        if (said.value().isBlank()) {
            problems.add(said.at(), "`" + word + "` is empty; write text, or leave it out");
        }
        return scope.template(said, problems);
    }

    private static <T> @Nullable T value(@Nullable Said<T> said) {
        return said == null ? null : said.value();
    }
}
