package dev.holdpoint.run;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;

/** JSON among other lines of output, warnings for example: a document begins a line, and what stands behind its end does not matter. */
final class Documents {
    /** Lines that might begin one; against an output that is nothing but brackets. */
    private static final int MOST = 1000;

    private static final Pattern BEGINS = Pattern.compile("^\\s*[\\[{\"]", Pattern.MULTILINE);
    private static final ObjectReader JSON =
            new ObjectMapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Documents() {}

    /** The plain value at a JSON pointer of the first document that has one. */
    static Optional<String> at(String pointer, String text) {
        return Stream.concat(
                        Stream.of(text),
                        BEGINS.matcher(text).results().limit(MOST).map(it -> text.substring(it.start())))
                .flatMap(it -> read(it).stream())
                .map(it -> it.at(pointer))
                .filter(it -> !it.isMissingNode() && !it.isContainer())
                .findFirst()
                .map(JsonNode::asString);
    }

    private static Optional<JsonNode> read(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
