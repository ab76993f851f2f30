package dev.holdpoint.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which variables a text reads that it does not set itself. */
class ShellTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x=$(curl -s \"http://here/ip\" | awk '{ print $1 }'); echo \"x=$x\"",
                "set -eu\nx=1\ny=2\nrm -rf \"$x\"/",
                "x=`hostname` || exit 1\necho $x",
                "  export x='a b'\n  echo \"${x}\"",
                "for x in a b; do echo \"$x\"; done",
                "for f in 1; do\n  x=$f.sql\n  cat \"$x\"\ndone",
                "psql -c 'select 1' | while IFS= read -r x rest; do echo \"$x\"; done",
                "read x < file\necho $x",
                "if true; then\n  y=1\nfi\nx=1\necho $x",
                "case $1 in a) y=1;; esac\nx=1; echo $x",
                "echo it\\'s\nx=2 # that's it\necho $x",
            })
    void whatItSetsFirstIsItsOwn(String text) {
        assertThat(new ShellText(text).reads(Set.of("x"))).doesNotContain("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo $x; x=1",
                "x=$x/sub; echo $x",
                "x=1 env \"$x\"",
                "test -d here && x=/here; rm -rf \"$x\"/",
                "test -d here &&\nx=/here\nrm -rf \"$x\"/",
                "if test -d here; then x=/here; fi; rm -rf \"$x\"/",
                "if test -d here\nthen\nx=/here\nfi\nrm -rf \"$x\"/",
                "case $1 in a) x=1;; esac; rm -rf \"$x\"/",
                "set() {\nx=1\n}\nrm -rf \"$x\"/",
                "(cd /\nx=1\n)\nrm -rf \"$x\"/",
                "cat > file <<EOF\nx=1\nEOF\nrm -rf \"$x\"/",
                "ssh host '\nx=1\n'\nrm -rf \"$x\"/",
                "echo \"\nx=1\n\" && rm -rf $x/",
                "echo a | x=1 | rm $x",
                "x=1\necho 'it is not closed $x",
            })
    void whatMayComeFromOutsideIsRead(String text) {
        assertThat(new ShellText(text).reads()).contains("x");
    }
}
