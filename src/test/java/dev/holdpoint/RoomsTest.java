package dev.holdpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RoomsTest {

    private final Rooms rooms = Rooms.parse("""
            # A house

            | `decoy` | not under the heading | all |

            ## Rooms

            | package | what lives there | may use |
            | --- | --- | --- |
            | `cli` | commands | all |
            | `checklist` | records, `Step` | – |
            | `step` | interfaces | `step.*`, `checklist` |
            | `step.*` | kinds | `step` |

            ## Next

            | `decoy` | another table | all |
            """);

    @Test
    void whatTheLastColumnNamesMayBeUsed() {
        assertThat(rooms.objection("step", "checklist")).isEmpty();
        assertThat(rooms.objection("step", "step.shell")).isEmpty();
        assertThat(rooms.objection("step.shell", "step")).isEmpty();
    }

    @Test
    void whatItDoesNotNameMayNot() {
        assertThat(rooms.objection("checklist", "step")).contains("`checklist` may use no other room");
        assertThat(rooms.objection("step.shell", "checklist")).contains("`step.*` may use `step` only");
        assertThat(rooms.objection("step", "cli")).contains("`step` may use `step.*`, `checklist` only");
    }

    @Test
    void allMeansEveryRoom() {
        assertThat(rooms.objection("cli", "step.shell")).isEmpty();
        assertThat(rooms.objection("cli", "checklist")).isEmpty();
    }

    @Test
    void aRoomIncludesThePackagesBelowIt() {
        assertThat(rooms.objection("checklist.load", "checklist")).isEmpty();
        assertThat(rooms.objection("step", "checklist.load")).isEmpty();
    }

    @Test
    void roomsOfAWildcardAreApart() {
        assertThat(rooms.objection("step.shell", "step.shell.tty")).isEmpty();
        assertThat(rooms.objection("step.shell", "step.postgres")).contains("`step.*` may use `step` only");
    }

    @Test
    void aPackageWithoutARowIsNamed() {
        assertThat(rooms.objection("cli", "attic")).contains("no room named `attic` in the table");
        assertThat(rooms.objection("decoy", "cli")).contains("no room named `decoy` in the table");
    }

    @Test
    void aFileWithoutTheTableIsRefused() {
        assertThatThrownBy(() -> Rooms.parse("## Room\n| `cli` | x | all |\n"))
                .hasMessage("no table of rooms under '## Rooms'");
        assertThatThrownBy(() -> Rooms.parse("## Rooms\n| `cli` | all |\n"))
                .hasMessage("not three columns: | `cli` | all |");
    }
}
