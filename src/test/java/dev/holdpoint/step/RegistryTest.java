package dev.holdpoint.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.step.http.Http;
import dev.holdpoint.step.http.HttpCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryTest {
    @Test
    void anActionAndACheckMayShareAName() {
        var registry = new Registry(List.of(new Http(), new HttpCheck()));
        assertThat(registry.acting("http")).containsInstanceOf(Http.class);
        assertThat(registry.looking("http")).containsInstanceOf(HttpCheck.class);
        assertThat(registry.actions()).containsExactly("http");
        assertThat(registry.action("http").orElseThrow().says()).isEqualTo(new Http().says());
        assertThat(registry.check("nothing")).isEmpty();
    }

    @Test
    void twoActionsMayNot() {
        assertThatThrownBy(() -> new Registry(List.of(new Http(), new Http())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two kinds are called http");
    }
}
