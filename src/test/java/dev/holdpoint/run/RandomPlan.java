package dev.holdpoint.run;

import dev.holdpoint.checklist.Checklist;
import dev.holdpoint.checklist.Step.Downtime;
import dev.holdpoint.checklist.Variable;
import dev.holdpoint.checklist.VariableType;
import dev.holdpoint.step.Afterlife;
import dev.holdpoint.step.Opening;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Plans as no author would write them: whatever a step can be, thrown together. */
final class RandomPlan {
    /** The one variable that some of them have: the first step that sets it decides whether others apply. */
    static final String VARIABLE = "v";

    private static final List<String> ITEMS = List.of("door", "tap", "lamp");
    private static final Variable V =
            new Variable(VARIABLE, "V", VariableType.TEXT, null, false, List.of(), null, StepDraft.HERE);

    private RandomPlan() {}

    static Plan of(Random random) {
        var drafts = new ArrayList<StepDraft>();
        int steps = 3 + random.nextInt(6);
        int setter = random.nextInt(steps);
        for (int n = 0; n < steps; n++) {
            var draft = StepDraft.step("s" + n);
            needs(random, draft, n);
            body(random, draft, n == setter);
            gate(random, draft);
            undo(random, draft);
            marks(random, draft, n > setter);
            drafts.add(draft);
        }
        mending(random, drafts);
        var window = random.nextInt(4) == 0 ? new Checklist.Window(Duration.ofMinutes(5), null) : Checklist.Window.OPEN;
        return Walk.blank(window, List.of(), drafts.toArray(StepDraft[]::new))
                .run()
                .plan();
    }

    /** A trouble of one of them, or of all; each of its steps waits for those above it, as the loader has it. */
    private static void mending(Random random, List<StepDraft> drafts) {
        var steps = drafts.size();
        var of = random.nextBoolean() ? new String[0] : new String[] {"s" + random.nextInt(steps)};
        var before = new ArrayList<String>();
        for (int n = 0; n < random.nextInt(3); n++) {
            var draft = StepDraft.step("m" + n).mends("t", of).needs(before.toArray(String[]::new));
            body(random, draft, false);
            gate(random, draft);
            undo(random, draft);
            drafts.add(draft);
            before.add("m" + n);
        }
    }

    private static void needs(Random random, StepDraft draft, int n) {
        var needs = new ArrayList<String>();
        for (int before = 0; before < n; before++) {
            if (random.nextInt(3) == 0) {
                needs.add("s" + before);
            }
        }
        draft.needs(needs.toArray(String[]::new));
        switch (random.nextInt(5)) {
            case 0 -> draft.anytime();
            case 1, 2 -> draft.in("g" + random.nextInt(2), 1 + random.nextInt(2));
            default -> {}
        }
    }

    private static void body(Random random, StepDraft draft, boolean sets) {
        int kind = random.nextInt(5);
        if (kind == 0) {
            draft.byHand(sets ? new Variable[] {V} : new Variable[0]);
        } else if (kind == 1 && !sets) {
            draft.looks();
        } else {
            draft.afterlife(any(random, Afterlife.values()));
            if (sets) {
                draft.captures(VARIABLE);
            }
        }
        draft.verifiedBy(random.nextInt(3) / 2);
        if (random.nextInt(3) == 0) {
            draft.retry(1 + random.nextInt(2), Duration.ofSeconds(random.nextInt(20)));
        }
    }

    private static void gate(Random random, StepDraft draft) {
        switch (random.nextInt(6)) {
            case 0, 1 -> draft.hold(random.nextInt(3));
            case 2 -> draft.hold(1).approvals(1 + random.nextInt(2));
            case 3 -> draft.dangerous();
            default -> {}
        }
    }

    private static void undo(Random random, StepDraft draft) {
        switch (random.nextInt(4)) {
            case 0 -> draft.undoable();
            case 3 -> draft.undoReaches();
            case 1 -> draft.undoneBy(any(random, Afterlife.values()), any(random, Afterlife.values()));
            case 2 -> {
                if (random.nextInt(3) == 0) {
                    draft.irrevocable("gone");
                }
            }
            default -> {}
        }
    }

    private static void marks(Random random, StepDraft draft, boolean decided) {
        if (random.nextInt(3) == 0) {
            draft.opens(ITEMS.get(random.nextInt(ITEMS.size())));
        }
        if (random.nextInt(3) == 0) {
            draft.closes(ITEMS.get(random.nextInt(ITEMS.size())));
        }
        if (random.nextInt(4) == 0) {
            draft.leaves(new Opening(ITEMS.get(random.nextInt(ITEMS.size())), "by hand", random.nextBoolean()));
        }
        if (random.nextInt(3) == 0) {
            draft.expect(Duration.ofSeconds(random.nextInt(90)));
        }
        if (random.nextInt(4) == 0) {
            draft.downtime(any(random, Downtime.values()));
        }
        if (decided && random.nextInt(4) == 0) {
            draft.when(VARIABLE, "yes");
        } else if (decided && random.nextInt(4) == 0) {
            draft.reads(VARIABLE);
        }
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }
}
