package dev.holdpoint.cli;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/**
 * The operator's locale, where the launcher has started the JVM in another one: the JVM reads words, paths and the environment by the locale
 * that it starts in, and one without UTF-8 makes other text of them. What is shown, and every program that is started, goes by the operator's.
 */
final class OwnLocale {
    private OwnLocale() {}

    /**
     * Puts {@code LC_ALL} into this process's own environment (setenv(3)): Java has none that can be changed, and reads it at the first question.
     * So this comes before that, and before there is a second thread.
     *
     * @param was {@code LC_ALL=VALUE}, {@code LC_ALL} where it was not set; null where nothing was changed
     */
    static void giveBack(@Nullable String was) {
        if (was == null) {
            return;
        }
        int equals = was.indexOf('=');
        try (var arena = Arena.ofConfined()) {
            if (equals < 0) {
                int _ = (int) link("unsetenv", FunctionDescriptor.of(JAVA_INT, ADDRESS))
                        .invokeExact(arena.allocateFrom(was));
            } else {
                MemorySegment name = arena.allocateFrom(was.substring(0, equals));
                MemorySegment value = arena.allocateFrom(was.substring(equals + 1));
                int _ = (int) link("setenv", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT))
                        .invokeExact(name, value, 1);
            }
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @SuppressWarnings("restricted") // the launcher enables native access
    private static MethodHandle link(String name, FunctionDescriptor shape) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape);
    }
}
