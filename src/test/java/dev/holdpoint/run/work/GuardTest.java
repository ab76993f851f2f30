package dev.holdpoint.run.work;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.target.TargetProblem;
import dev.holdpoint.target.host.Host;
import dev.holdpoint.target.host.Identity;
import dev.holdpoint.target.host.NoWays;
import dev.holdpoint.target.host.Ways;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class GuardTest {
    private final Map<String, Identity> answers = new HashMap<>();
    private final NotedReports reports = new NotedReports();

    private static Identity identity(String key, String machine) {
        return new Identity(
                "old", "192.0.2.7:22", key, "root", "Linux 6", machine, Duration.ZERO, 1, "/root", "/j", true);
    }

    private static Host host(String name) {
        return new Host(name, name + ".example.org", null, null, null, null);
    }

    private Ways ways() {
        return (Ways) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Ways.class},
                (self, method, arguments) -> method.getName().equals("known")
                        ? answers.get(((Host) arguments[0]).target())
                        : method.invoke(new NoWays(), arguments));
    }

    private Guard guard() {
        return new Guard(ways(), reports);
    }

    @Test
    void theMachineThatWasConnectedToIsWorkedOn() {
        reports.seen.put("old", identity("SHA256:a", "m1").proof());
        answers.put("old", identity("SHA256:a", "m1"));
        assertThatCode(() -> guard().pass(host("old"))).doesNotThrowAnyException();
        assertThatCode(() -> guard().pass(Host.HERE)).doesNotThrowAnyException();
    }

    @Test
    void anotherMachineOrAnotherKeyIsRefused() {
        reports.seen.put("old", identity("SHA256:a", "m1").proof());
        answers.put("old", identity("SHA256:a", "m2"));
        assertThatThrownBy(() -> guard().pass(host("old")))
                .isInstanceOf(TargetProblem.class)
                .hasMessageStartingWith("another machine answers as old");
        answers.put("old", identity("SHA256:b", "m1"));
        assertThatThrownBy(() -> guard().pass(host("old"))).hasMessageStartingWith("another machine answers as old");
    }

    @Test
    void aHostThatNobodyHasSeenIsNotWorkedOn() {
        answers.put("old", identity("SHA256:a", "m1"));
        assertThatThrownBy(() -> guard().pass(host("old")))
                .isInstanceOf(TargetProblem.class)
                .hasMessageEndingWith("Run connect.old first");
    }

    @Test
    void twoNamesOfOneMachineAreRefused() {
        reports.seen.put("old", identity("SHA256:a", "m1").proof());
        reports.seen.put("new", identity("SHA256:a", "m1").proof());
        answers.put("new", identity("SHA256:a", "m1"));
        assertThatThrownBy(() -> guard().pass(host("new")))
                .isInstanceOf(TargetProblem.class)
                .hasMessageStartingWith("new and old are the same machine");
    }

    @Test
    void anotherMachineIsSeenAlsoInTheMiddleOfAnAttempt() throws Exception {
        reports.seen.put("old", identity("SHA256:a", "m1").proof());
        answers.put("old", identity("SHA256:a", "m1"));
        var guard = guard();
        guard.pass(host("old"));
        answers.put("old", identity("SHA256:a", "m2"));
        assertThatThrownBy(() -> guard.pass(host("old"))).hasMessageStartingWith("another machine answers as old");
    }
}
