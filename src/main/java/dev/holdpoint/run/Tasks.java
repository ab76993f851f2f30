package dev.holdpoint.run;

import dev.holdpoint.step.Attempt.TtySize;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What goes on: of each step one task of its own, which is stopped, typed into and resized, and looks in its name beside it. All of a step wait
 * for each other, so that no two of them touch the same output.
 */
final class Tasks {
    private final Map<String, Task> own = new ConcurrentHashMap<>();
    private final Set<Task> looks = ConcurrentHashMap.newKeySet();
    /** Of each step, what was added last, of either. */
    private final Map<String, Task> last = new ConcurrentHashMap<>();
    /** Sizes of panes; a step's is known before it starts. */
    private final Map<String, TtySize> sizes = new ConcurrentHashMap<>();

    /**
     * Before it is started, by one thread.
     *
     * @param look in the step's name, and nothing of its own
     * @return what has to end first, or null
     */
    @Nullable
    Task add(Task task, boolean look) {
        var step = task.stop().id();
        if (look) {
            looks.add(task);
        } else {
            own.put(step, task);
            // After the task can be found: a size that comes in between is the newer one, and is told by whoever brings
            // it.
            var size = sizes.get(step);
            if (size != null) {
                task.resize(size);
            }
        }
        return last.put(step, task);
    }

    /** It is over. */
    void forget(Task task) {
        var step = task.stop().id();
        looks.remove(task);
        own.remove(step, task);
        last.remove(step, task);
    }

    @Nullable
    Task of(String step) {
        return own.get(step);
    }

    void with(String step, Consumer<Task> what) {
        var task = own.get(step);
        if (task != null) {
            what.accept(task);
        }
    }

    Stream<Task> looks() {
        return looks.stream();
    }

    void resize(String step, TtySize size) {
        sizes.put(step, size);
        with(step, task -> task.resize(size));
    }

    void letGo() {
        own.values().forEach(Task::letGo);
        looks.forEach(Task::letGo);
    }
}
