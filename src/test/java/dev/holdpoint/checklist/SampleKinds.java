package dev.holdpoint.checklist;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A few kinds with every type of field, so that the language is tested apart from what real kinds do. */
public final class SampleKinds implements Vocabulary {
    private final Map<String, Shape> actions = new LinkedHashMap<>();
    private final Map<String, Shape> checks = new LinkedHashMap<>();

    public record ManualSpec(
            @Shorthand @Doc("what the person does") String text,

            @Doc(value = "fields to fill in", fallback = "{}")
            Map<String, Ask> ask) {}

    public record Ask(
            @Shorthand @Nullable String ask,

            @Doc(value = "what a right value is", fallback = "text")
            VariableType type) {}

    public record ShellSpec(
            @Shorthand @Doc(value = "program text for sh", example = "make all")
            ShellText run) {}

    public record SqlSpec(
            @Doc("the database") String database,
            @Shorthand @Doc("the statement") SqlText query) {}

    public record WaitSpec(
            @Shorthand @Word("for") @Doc(value = "how long", example = "10m")
            Duration length) {}

    public record MoveSpec(
            @Doc("where it is read") String from,
            @Doc("where it is written") String to,

            @Doc("the databases; all where it is left out") @Nullable
            List<String> databases,

            @Doc(value = "how many at once, 1 to 16", fallback = "2")
            int atOnce,

            @Doc(value = "what is there is dropped first", fallback = "false")
            boolean clean) {}

    public record TcpSpec(
            @Doc(value = "the host", example = "db.example.org")
            String host,

            @Doc(value = "the port", example = "5432") int port,

            @Doc(value = "how long to wait", fallback = "5s")
            Duration timeout) {}

    public record HttpSpec(
            @Doc("the address") URI url,

            @Doc(value = "the status that is right", fallback = "200")
            int status,

            @Doc("what the body must match") @Nullable Pattern matches,
            @Doc("how fast, in seconds") @Nullable Double seconds) {}

    public record SameSpec(
            @Doc("one side") String source,
            @Doc("the other side") String target) {}

    public record BothSpec(
            @Doc("checks that must all be green") List<KindUse> checks) {}

    private record Sample<S extends Record>(
            String name,
            Class<S> type,
            Function<S, List<String>> wrong,
            Function<S, List<String>> uses,
            Function<S, List<String>> sets)
            implements Shape {
        @Override
        public String says() {
            return "A sample.";
        }

        @Override
        public boolean byHand() {
            return name.equals("manual");
        }

        @Override
        public boolean dangerous(Record spec) {
            return spec instanceof MoveSpec move && move.clean;
        }

        @Override
        public Class<? extends Record> spec() {
            return type;
        }

        @Override
        public List<String> problems(Record spec) {
            return wrong.apply(type.cast(spec));
        }

        @Override
        public List<String> databases(Record spec) {
            return uses.apply(type.cast(spec));
        }

        @Override
        public List<String> asks(Record spec) {
            return sets.apply(type.cast(spec));
        }
    }

    public SampleKinds() {
        action("manual", ManualSpec.class, it -> List.of(), it -> List.of(), it -> List.copyOf(it.ask.keySet()));
        action("shell", ShellSpec.class, it -> List.of(), it -> List.of(), it -> List.of());
        action("sql", SqlSpec.class, it -> List.of(), it -> List.of(it.database), it -> List.of());
        action("wait", WaitSpec.class, it -> List.of(), it -> List.of(), it -> List.of());
        action("postgres.move", MoveSpec.class, SampleKinds::wrong, it -> List.of(it.from, it.to), it -> List.of());
        check("tcp", TcpSpec.class, it -> List.of());
        check("http", HttpSpec.class, it -> List.of());
        check("postgres.same", SameSpec.class, it -> List.of(it.source, it.target));
        check("both", BothSpec.class, it -> List.of());
    }

    private static List<String> wrong(MoveSpec move) {
        return move.atOnce >= 1 && move.atOnce <= 16 ? List.of() : List.of("`at_once` takes a number from 1 to 16");
    }

    private <S extends Record> void action(
            String name,
            Class<S> type,
            Function<S, List<String>> wrong,
            Function<S, List<String>> uses,
            Function<S, List<String>> sets) {
        actions.put(name, new Sample<>(name, type, wrong, uses, sets));
    }

    private <S extends Record> void check(String name, Class<S> type, Function<S, List<String>> uses) {
        checks.put(name, new Sample<>(name, type, it -> List.of(), uses, it -> List.of()));
    }

    @Override
    public Optional<Shape> action(String name) {
        return Optional.ofNullable(actions.get(name));
    }

    @Override
    public Optional<Shape> check(String name) {
        return Optional.ofNullable(checks.get(name));
    }

    @Override
    public Set<String> actions() {
        return actions.keySet();
    }

    @Override
    public Set<String> checks() {
        return checks.keySet();
    }
}
