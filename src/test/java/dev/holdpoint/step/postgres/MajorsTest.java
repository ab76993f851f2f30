package dev.holdpoint.step.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MajorsTest {
    private static Thing thing(String kind, String definition, String... privileges) {
        return new Thing(kind, "public.v", "public.v", definition, List.of(), "app", Set.of(privileges), "", false);
    }

    @Test
    void aViewReadsTheSameBeforeAndAfter16() {
        var before = thing(
                "view", " SELECT t.a,\n    \"T 2\".b, 1.5, x.\"C\"\n   FROM public.t\n     JOIN s.\"T 2\" ON true;");
        var after = thing("view", " SELECT a,\n    b, 1.5, \"C\"\n   FROM public.t\n     JOIN s.\"T 2\" ON true;");
        assertThat(new Majors(15, 16).common(before))
                .isEqualTo(new Majors(15, 16).common(after))
                .isEqualTo(after);
        assertThat(new Majors(16, 18).common(before)).isEqualTo(before);
        assertThat(new Majors(15, 16).common(thing("function", "SELECT t.a")).definition())
                .isEqualTo("SELECT t.a");
    }

    @Test
    void theRightThatCameWith17CountsOnlyWhereBothHaveIt() {
        var all = thing("table", "", "app2=SELECT", "app2=MAINTAIN", "app3=MAINTAIN*");
        assertThat(new Majors(16, 17).common(all).privileges()).containsExactly("app2=SELECT");
        assertThat(new Majors(17, 18).common(all)).isEqualTo(all);
    }

    @Test
    void aVersionLiesBetweenTwoOnlyWhereOneIsBeforeIt() {
        assertThat(new Majors(11, 12).cross(12)).isTrue();
        assertThat(new Majors(15, 10).cross(12)).isTrue();
        assertThat(new Majors(12, 18).cross(12)).isFalse();
        assertThat(new Majors(10, 11).cross(12)).isFalse();
    }

    @Test
    void eachServerIsAskedInItsOwnWords() {
        assertThat(Dialect.of(10, 10).write("{aggregate} {parentless}")).isEqualTo("o.proisagg true");
        assertThat(Dialect.of(18, 10).write("{aggregate} {published}")).isEqualTo("o.prokind = 'a' NULL");
        assertThat(Dialect.of(15, 14).write("{locale} {told clone}")).isEqualTo("o.colliculocale o.tgparentid = 0");
    }
}
