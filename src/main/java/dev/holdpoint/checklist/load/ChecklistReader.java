package dev.holdpoint.checklist.load;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Checklist.Phase;
import dev.holdpoint.checklist.Checklist.Proof;
import dev.holdpoint.checklist.Checklist.Window;
import dev.holdpoint.checklist.Loaded;
import dev.holdpoint.checklist.Problems;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.Step;
import dev.holdpoint.checklist.Targets;
import dev.holdpoint.checklist.Value;
import dev.holdpoint.checklist.Vocabulary;
import dev.holdpoint.checklist.load.Draft.Waits;
import dev.holdpoint.checklist.shape.RecordShape;
import dev.holdpoint.checklist.words.ChecklistWords;
import dev.holdpoint.checklist.words.DatabaseWords;
import dev.holdpoint.checklist.words.HoldWords;
import dev.holdpoint.checklist.words.PhaseWords;
import dev.holdpoint.checklist.words.RollbackWords;
import dev.holdpoint.checklist.words.StepWords;
import dev.holdpoint.checklist.words.UndoWords;
import dev.holdpoint.checklist.words.VariableWords;
import dev.holdpoint.checklist.words.WindowWords;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one checklist with its parts; made anew for each reading. */
public final class ChecklistReader {
    private final Path file;
    private final Vocabulary vocabulary;
    private final Problems problems = new Problems();
    private final Names names = new Names(null);
    private final List<Names> allNames = new ArrayList<>(List.of(names));
    private final Scope scope = new Scope(names, Map.of());
    private final SourceFiles files;

    /** The steps of one phase, as positions in the list of all. */
    private record Range(String title, int from, int to) {}

    public ChecklistReader(Path file, Vocabulary vocabulary) {
        this.file = file;
        this.vocabulary = vocabulary;
        this.files = new SourceFiles(file, problems);
    }

    /** What the words of nearly every checklist look like, which is asked of their records by reflection. */
    public static void prepare() {
        for (var words : List.of(
                ChecklistWords.class,
                WindowWords.class,
                VariableWords.class,
                DatabaseWords.class,
                PhaseWords.class,
                StepWords.class,
                HoldWords.class,
                UndoWords.class,
                RollbackWords.class)) {
            RecordShape.of(words);
        }
    }

    /** Everything that is wrong, or the checklist. */
    public Loaded read() {
        var name = files.main();
        var words = files.words(file, name, ChecklistWords.class, "a checklist");
        var checklist = words == null ? null : checklist(words, name);
        allNames.forEach(it -> it.settle(problems));
        return new Loaded(problems.none() ? Optional.ofNullable(checklist) : Optional.empty(), problems.sorted());
    }

    private Checklist checklist(ChecklistWords words, String name) {
        var variables = new Declarations(problems).read(words.variables());
        variables.forEach(names::declare);
        var targets = new Targets(orNone(words.hosts()), orNone(words.databases()));
        new Hosts(scope, problems).read(targets);
        new Databases(scope, problems).read(targets);
        var kinds = new KindReader(vocabulary, targets, problems);
        var ids = new Ids(targets, problems);
        var spread =
                new Spread(problems, new Parts(files, problems, allNames), new Forms(vocabulary, kinds, problems), ids);
        var ranges = ranges(words, name, spread);
        spread.troubles().ofAll(words.troubles(), name, scope);
        var reader = new StepReader(kinds, problems);
        var ledger = new Ledger(problems);
        var steps = steps(spread.drafts(), ids, reader, ledger);
        var troubles =
                new TroubleReader(problems, drafts -> steps(drafts, ids, reader, ledger)).read(spread.troubles());
        var phases = new ArrayList<Phase>();
        ranges.forEach(it -> phases.add(new Phase(it.title(), steps.subList(it.from(), it.to()))));
        var proof = proof(words.rollback(), kinds);
        var about = words.about() == null ? null : words.about().value();
        return new Checklist(
                words.checklist().value(),
                about,
                window(words.window()),
                variables,
                targets,
                phases,
                troubles,
                files.sources(),
                proof);
    }

    private static Map<String, Value> orNone(@Nullable Map<String, Value> targets) {
        return targets == null ? Map.of() : targets;
    }

    private Proof proof(@Nullable RollbackWords words, KindReader kinds) {
        if (words == null) {
            return Proof.NONE;
        }
        kinds.checks(words.checks(), scope);
        return new Proof(words.checks(), words.within(), true);
    }

    private List<Range> ranges(ChecklistWords words, String name, Spread spread) {
        var ranges = new ArrayList<Range>();
        List<String> before = List.of();
        for (var phase : words.phases()) {
            var first = spread.drafts().size();
            var site = new Site(
                    name, "", scope, List.of(), null, false, new Waits(before, List.of()), List.of(), List.of());
            if (phase.phase().value().isBlank() && !problems.at(phase.at())) {
                problems.add(phase.phase().at(), "`phase` is empty; write its title, such as `Cutover`");
            }
            var counting = spread.steps(phase.steps(), site, false);
            ranges.add(new Range(phase.phase().value(), first, spread.drafts().size()));
            before = counting.isEmpty() ? before : counting;
        }
        return ranges;
    }

    private List<Step> steps(List<Draft> drafts, Ids ids, StepReader reader, Ledger ledger) {
        var needs = new Needs(drafts, ids, problems);
        needs.cycles();
        var steps = new ArrayList<Step>();
        for (var draft : drafts) {
            var read = reader.read(draft, needs.of(draft.id()), needs.soaked(draft.id()));
            ledger.add(draft, read);
            steps.add(read.step());
        }
        return steps;
    }

    private Window window(@Nullable WindowWords words) {
        if (words == null) {
            return Window.OPEN;
        }
        var length = words.length() == null ? null : words.length().value();
        var downtime = words.downtime();
        var down = downtime == null ? null : downtime.value();
        if (length != null && down != null && downtime != null && down.compareTo(length) > 0) {
            problems.add(
                    downtime.at(), "the downtime is longer than the window; give `length` more, or `downtime` less");
        }
        return new Window(positive(words.length()), positive(downtime));
    }

    private @Nullable Duration positive(@Nullable Said<Duration> time) {
        if (time == null) {
            return null;
        }
        if (!time.value().isPositive()) {
            problems.add(time.at(), "this takes a time above zero, such as `60m`");
        }
        return time.value();
    }
}
