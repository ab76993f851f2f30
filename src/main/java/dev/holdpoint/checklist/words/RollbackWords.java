package dev.holdpoint.checklist.words;

import dev.holdpoint.checklist.AtLeastOne;
import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.KindUse;
import java.time.Duration;
import java.util.List;

@Doc("`rollback`")
public record RollbackWords(
        @AtLeastOne
        @Doc(
                "checks that must be green before a rollback counts as over; left out with the whole word: the databases that things come from must answer and take writes")
        List<KindUse> checks,

        @Doc(value = "how long they are looked at again until all are green", fallback = "2m")
        Duration within) {}
