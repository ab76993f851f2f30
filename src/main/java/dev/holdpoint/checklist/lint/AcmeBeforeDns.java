package dev.holdpoint.checklist.lint;

import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Step;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A certificate is asked for while the name still points at the old address: tries fail, and their number is limited. */
final class AcmeBeforeDns implements Trap {
    private static final Pattern ASKS = Pattern.compile("(?i)\\bacme\\b|\\bcertbot\\b|\\blego\\s|let'?s ?encrypt");
    private static final Pattern FLIPS = Pattern.compile(
            "(?i)\\b(?:flip|change|update|point|switch)\\b.{0,40}\\b(?:(?:A|AAAA|CNAME|DNS) records?|DNS)\\b|change-resource-record-sets");

    @Override
    public String name() {
        return "acme-before-dns";
    }

    @Override
    public String advice() {
        return "the authority cannot reach the new host before the record points there, and limits how often it is asked;"
                + " copy the certificate, or ask for it after the flip";
    }

    @Override
    public Stream<Place> in(Reading reading) {
        var steps = reading.steps();
        var flip = steps.stream().filter(it -> says(reading, it, FLIPS)).findFirst();
        return flip.stream()
                .flatMap(it -> steps.subList(0, steps.indexOf(it)).stream())
                .filter(it -> says(reading, it, ASKS))
                .map(Step::at);
    }

    private static boolean says(Reading reading, Step step, Pattern what) {
        return reading.of(step).anyMatch(it -> what.matcher(it.text()).find());
    }
}
