package dev.holdpoint.step.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.target.TargetProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Editing in place, format by format: what is set is set, and every other byte stays. */
class EditorsTest {
    private static final String YAML = """
            # the proxy
            proxy:
              address: 100.64.0.13   # old
              "port": 3000
              names: [a, 'b']
              on: {x: 1, y: "two"}
            # below
            list:
              - name: first
                value: |
                  text
                  more

              - name: second

            empty:
            last: 'it''s'
            """;

    private static String yaml(String path, String value) {
        return EditFormat.YAML.editor().set(YAML, path, value);
    }

    private static void refused(EditFormat format, String text, String path, String says) {
        assertThatThrownBy(() -> format.editor().set(text, path, "x"))
                .isInstanceOf(TargetProblem.class)
                .hasMessageContaining(says);
    }

    @Test
    void yamlIsSetInPlace() {
        assertThat(yaml("proxy.address", "100.64.0.20")).isEqualTo(YAML.replace("100.64.0.13 ", "100.64.0.20 "));
        assertThat(yaml("proxy.port", "4000")).isEqualTo(YAML.replace("3000", "4000"));
        assertThat(yaml("proxy.names.1", "it's")).isEqualTo(YAML.replace("'b'", "'it''s'"));
        assertThat(yaml("proxy.on.y", "a\"b")).isEqualTo(YAML.replace("\"two\"", "\"a\\\"b\""));
        assertThat(yaml("list.0.value", "one")).isEqualTo(YAML.replace("|\n      text\n      more\n", "one\n"));
        assertThat(yaml("list.1.name", "12")).isEqualTo(YAML.replace("name: second", "name: '12'"));
        assertThat(yaml("list.1.name", "yes")).isEqualTo(YAML.replace("name: second", "name: 'yes'"));
        assertThat(yaml("empty", "a: b")).isEqualTo(YAML.replace("empty:", "empty: 'a: b'"));
        assertThat(yaml("last", "two\nlines")).isEqualTo(YAML.replace("'it''s'", "\"two\\nlines\""));
        assertThat(yaml("last", "it's")).isEqualTo(YAML);
    }

    @Test
    void whatIsNotThereInYamlIsAddedWhereItBelongs() {
        assertThat(yaml("proxy.tls.cert", "/x y"))
                .isEqualTo(YAML.replace("\"two\"}\n", "\"two\"}\n  tls:\n    cert: /x y\n"));
        assertThat(yaml("proxy.on.z", "3")).isEqualTo(YAML.replace("\"two\"}", "\"two\", z: 3}"));
        assertThat(yaml("proxy.on.z.deep", "3")).isEqualTo(YAML.replace("\"two\"}", "\"two\", z: {deep: 3}}"));
        assertThat(yaml("list.1.more", "x")).isEqualTo(YAML.replace("second\n", "second\n    more: x\n"));
        assertThat(yaml("a\\.b", "true")).isEqualTo(YAML + "a.b: true\n");
        assertThat(EditFormat.YAML.editor().set("", "a.b", "1")).isEqualTo("a:\n  b: 1\n");
        assertThat(EditFormat.YAML.editor().set("# nothing\n", "a", "#1")).isEqualTo("# nothing\na: '#1'\n");
        assertThat(EditFormat.YAML.editor().set("a: 1\r\nb:\r\n  c: 2", "b.d", "x"))
                .isEqualTo("a: 1\r\nb:\r\n  c: 2\r\n  d: x");
        assertThat(EditFormat.YAML.editor().set("o: {}\n", "o.x", "[]")).isEqualTo("o: {x: '[]'}\n");
        assertThat(EditFormat.YAML.editor().set("Ω: \"🦊\" # 🦊\nk: v\n", "k", "ü"))
                .isEqualTo("Ω: \"🦊\" # 🦊\nk: ü\n");
    }

    @Test
    void yamlIsRemovedWithItsLines() {
        var editor = EditFormat.YAML.editor();
        assertThat(editor.remove(YAML, "proxy.address"))
                .isEqualTo(YAML.replace("  address: 100.64.0.13   # old\n", ""));
        assertThat(editor.remove(YAML, "proxy.on.x")).isEqualTo(YAML.replace("x: 1, ", ""));
        assertThat(editor.remove(YAML, "proxy.on.y")).isEqualTo(YAML.replace(", y: \"two\"", ""));
        assertThat(editor.remove(YAML, "list.1")).isEqualTo(YAML.replace("  - name: second\n", ""));
        assertThat(editor.remove(YAML, "list.0.value"))
                .isEqualTo(YAML.replace("    value: |\n      text\n      more\n", ""));
        assertThat(editor.remove(YAML, "empty")).isEqualTo(YAML.replace("empty:\n", ""));
        assertThat(editor.remove(YAML, "last")).isEqualTo(YAML.replace("last: 'it''s'\n", ""));
        assertThat(editor.remove(YAML, "proxy.nothing.there")).isEqualTo(YAML);
        assertThatThrownBy(() -> editor.remove("a:\n  b: 1\n", "a.b")).hasMessageContaining("remove a instead");
        assertThatThrownBy(() -> editor.remove(YAML, "list.0.name")).hasMessageContaining("shares its line");
    }

    @Test
    void whatYamlCannotSayWithoutChangingMoreIsRefused() {
        refused(EditFormat.YAML, YAML, "proxy", "is a list or fields");
        refused(EditFormat.YAML, YAML, "last.x", "last has no fields");
        refused(EditFormat.YAML, YAML, "list.7", "list has no fields");
        refused(EditFormat.YAML, YAML, "a..b", "is no path");
        refused(EditFormat.YAML, "a: &x {k: v}\nb: *x\n", "b.k", "behind an anchor");
        refused(EditFormat.YAML, "a: &x v\nb: *x\n", "a", "it is no YAML");
        refused(EditFormat.YAML, "a: [\n", "a", "it is no YAML");
        refused(EditFormat.YAML, "a: 1\n---\na: 2\n", "a", "more than one document");
        refused(EditFormat.YAML, "a: 1\na: 2\n", "a", "stands there twice");
    }

    @Test
    void jsonIsSetAddedAndRemovedInPlace() {
        var text =
                "{\n\t\"a\": {\"b\": \"x\\\"y\", \"n\": -1.5e3},\n\t// two\n\t\"l\": [1, {\"k\": null}],\n\t\"e\": {}\n}\n";
        var editor = EditFormat.JSON.editor();
        assertThat(editor.set(text, "a.b", "q\"\n🦊")).isEqualTo(text.replace("x\\\"y", "q\\\"\\n🦊"));
        assertThat(editor.set(text, "a.b", "x\"y")).isEqualTo(text);
        assertThat(editor.set(text, "a.b", "5")).isEqualTo(text.replace("\"x\\\"y\"", "\"5\""));
        assertThat(editor.set(text, "a.n", "7")).isEqualTo(text.replace("-1.5e3", "7"));
        assertThat(editor.set(text, "l.1.k", "01")).isEqualTo(text.replace("null", "\"01\""));
        assertThat(editor.set(text, "a.c", "true")).isEqualTo(text.replace("-1.5e3", "-1.5e3, \"c\": true"));
        assertThat(editor.set(text, "e.x.y", "z")).isEqualTo(text.replace("{}", "{\"x\": {\"y\": \"z\"}}"));
        assertThat(editor.set(text, "new", "z")).isEqualTo(text.replace("{}\n", "{},\n\t\"new\": \"z\"\n"));
        assertThat(editor.remove(text, "a.b")).isEqualTo(text.replace("\"b\": \"x\\\"y\", ", ""));
        assertThat(editor.remove(text, "a.n")).isEqualTo(text.replace(", \"n\": -1.5e3", ""));
        assertThat(editor.remove(text, "l.0")).isEqualTo(text.replace("1, ", ""));
        assertThat(editor.remove(text, "l.1.k")).isEqualTo(text.replace("\"k\": null", ""));
        assertThat(editor.remove(text, "x.y")).isEqualTo(text);
        refused(EditFormat.JSON, text, "a", "is a list or fields");
        refused(EditFormat.JSON, text, "l.5", "there is no item 5 in l");
        refused(EditFormat.JSON, "{", "a", "it is no JSON");
        refused(EditFormat.JSON, "", "a", "it is no JSON");
    }

    @Test
    void environmentFilesKeepTheirQuotesAndComments() {
        var text = "# c\nexport A=one # first\nB='two # x'\nC=\"th\\\"ree\"\nA2=\n#A=no\nURL=http://x#y\n";
        var editor = EditFormat.ENV.editor();
        assertThat(editor.set(text, "A", "1")).isEqualTo(text.replace("one", "1"));
        assertThat(editor.set(text, "A", "1 2")).isEqualTo(text.replace("one", "'1 2'"));
        assertThat(editor.set(text, "B", "x$y")).isEqualTo(text.replace("two # x", "x$y"));
        assertThat(editor.set(text, "B", "it's $1")).isEqualTo(text.replace("'two # x'", "\"it's \\$1\""));
        assertThat(editor.set(text, "C", "th\"ree")).isEqualTo(text);
        assertThat(editor.set(text, "A2", "z")).isEqualTo(text.replace("A2=", "A2=z"));
        assertThat(editor.set(text, "URL", "http://z")).isEqualTo(text.replace("http://x#y", "http://z"));
        assertThat(editor.set("A=1", "D", "")).isEqualTo("A=1\nD=\n");
        assertThat(editor.set("A=1\r\n", "D", "2")).isEqualTo("A=1\r\nD=2\r\n");
        assertThat(editor.remove(text, "B")).isEqualTo(text.replace("B='two # x'\n", ""));
        assertThat(editor.remove(text, "Z")).isEqualTo(text);
        refused(EditFormat.ENV, "A=1\nA=2\n", "A", "line 1 and line 2");
        refused(EditFormat.ENV, "A=\"1\n2\"\n", "A", "goes on in the next line");
        refused(EditFormat.ENV, "", "A B", "is not the name");
        assertThatThrownBy(() -> editor.set("", "A", "1\nB=2")).hasMessageContaining("more than one line");
    }

    @Test
    void iniFilesKeepTheirSections() {
        var text = "APP = x\n; c\n[server]\nDOMAIN  =  old.example.org\n; note\n\n[repository.upload]\nMAX=3\n";
        var editor = EditFormat.INI.editor();
        assertThat(editor.set(text, "server.DOMAIN", "new")).isEqualTo(text.replace("old.example.org", "new"));
        assertThat(editor.set(text, "server.PORT", "1")).isEqualTo(text.replace("; note\n", "; note\nPORT  =  1\n"));
        assertThat(editor.set(text, "repository.upload.MAX", "4")).isEqualTo(text.replace("MAX=3", "MAX=4"));
        assertThat(editor.set(text, "repository.upload.T", "4")).isEqualTo(text + "T=4\n");
        assertThat(editor.set(text, "APP", "y")).isEqualTo(text.replace("APP = x", "APP = y"));
        assertThat(editor.set(text, "NEW", "y")).isEqualTo(text.replace("; c\n", "; c\nNEW = y\n"));
        assertThat(editor.set(text, "mailer.HOST", "m")).isEqualTo(text + "\n[mailer]\nHOST = m\n");
        assertThat(editor.remove(text, "server.DOMAIN")).isEqualTo(text.replace("DOMAIN  =  old.example.org\n", ""));
        assertThat(editor.remove(text, "upload.MAX")).isEqualTo(text);
        refused(EditFormat.INI, "[Service]\nExecStart=a\nExecStart=b\n", "Service.ExecStart", "line 2 and line 3");
        refused(EditFormat.INI, "[Service]\nExecStart=a \\\n  --all\n", "Service.ExecStart", "goes on in line 3");
        refused(EditFormat.INI, "[a]\nhosts = one\n    two\n", "a.hosts", "goes on in line 3");
        assertThatThrownBy(() -> editor.set(text, "a.b", "1\n[evil]")).hasMessageContaining("one line");
    }

    @Test
    void aReplaceThatWouldTouchMorePlacesIsRefused() {
        var text = "a 100.64.0.13\nb 100.64.0.13\nc 100x64y0z13\n";
        assertThatThrownBy(() -> new Replacing("100.64.0.13", null, "new", 1).in(text, "/f"))
                .hasMessage(
                        "'100.64.0.13' stands in 2 places of /f, not 1: line 1, 2; make it say more, or correct count:");
        assertThat(new Replacing("100.64.0.13", null, "$1\\", 2).in(text, "/f"))
                .isEqualTo("a $1\\\nb $1\\\nc 100x64y0z13\n");
        assertThat(new Replacing(null, "(?<=^b )\\S+$", "new", 1).in(text, "/f"))
                .isEqualTo(text.replace("b 100.64.0.13", "b new"));
        assertThatThrownBy(() -> new Replacing("z z", null, "", 1).in(text, "/f"))
                .hasMessageContaining("in 0 places");
        assertThatThrownBy(() -> new Replacing(null, "q*", "", 1).in(text, "/f"))
                .hasMessageContaining("nothing stands");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "~",
                "a: b",
                "- a",
                "#",
                "a #b",
                "'",
                "\"",
                "\\",
                "{",
                "]",
                ",",
                "&a",
                "*a",
                "!t",
                "%",
                "@",
                "`",
                "1e3",
                "0x1f",
                "yes",
                "é\u0085",
                "tab\there",
                "🦊",
                "a\nb",
                "---",
                "? x",
                ":"
            })
    void everyValueIsReadBackAsItself(String value) {
        for (var text : new String[] {
            "k: v\n", "k: 'v'\n", "k: \"v\"\n", "k: 1\n", "k:\n", "o: 1\n", "{k: v}\n", "{o: 1}\n", "k: |\n  v\n"
        }) {
            var set = EditFormat.YAML.editor().set(text, "k", value);
            assertThat(new YamlTree(set).root().toString()).isNotEmpty();
        }
        var json = EditFormat.JSON.editor().set("{\"k\": \"v\"}", "k", value);
        assertThat(JsonTree.read(json).child("k").orElseThrow().tree().value()).isEqualTo(value);
    }
}
