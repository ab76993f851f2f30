package dev.holdpoint.step.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.target.TargetProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What parts/proxy-ready.yml and parts/reverse-proxy.yml change in files of nginx and NixOS, when, and that places are counted as they are changed. */
class ProxyPartTest {
    private static final String OLD = "100.64.0.13";
    private static final String NEW = "100.64.0.20";

    /** Lines that end with a name in angle brackets have the address for that domain; all others have it for nobody or for somebody else. */
    private static final String NIX = """
            {
              services.nginx.virtualHosts = {
                # "git.example.org" = { comes next, and was { on http://100.64.0.13
                "chat.example.org" = { locations."/" = { proxyPass = "http://100.64.0.13"; }; }; # <chat>
                "oldgit.example.org" = { locations."/" = { proxyPass = "http://100.64.0.13"; }; }; # <oldgit>
                "git.example.org.au" = { locations."/" = { proxyPass = "http://100.64.0.13"; }; };
                "git.example.org" = {
                  forceSSL = true; # with { a brace
                  locations."/" = {
                    # proxyPass = "http://100.64.0.13"; }
                    proxyPass = "http://100.64.0.13"; # <git>
                    extraConfig = ''
                      if ($bot) { return 403; }
                      proxy_set_header Host git.example.org;
                    '';
                  };
                  locations."/api" = {
                    proxyPass = "http://100.64.0.13:3000"; # <git> was http://100.64.0.13
                  };
                  locations."/other" = { proxyPass = "http://100.64.0.130"; };
                };
                "llm.example.org" = {
                  # as git.example.org
                  locations."/" = { proxyPass = "http://100.64.0.13:8095"; }; # <llm>
                };
                "notes.example.org" = { globalRedirect = "git.example.org"; locations."/x" = { proxyPass = "http://100.64.0.13"; }; };
                "sec.example.org".locations."/".proxyPass = "http://100.64.0.13"; # <sec>
              };
            }
            """;

    private static final String CONF = """
            http {
              # git.example.org
              server {
                server_name chat.example.org oldgit.example.org;
                location / { proxy_pass http://100.64.0.13; } # <chat> <oldgit>
              }
              server {
                listen 443;
                server_name www.example.org git.example.org;
                location / {
                  # proxy_pass http://100.64.0.13;
                  if ($x) { return 403; }
                  proxy_pass http://100.64.0.13; # <git>
                }
                location /api { proxy_pass http://100.64.0.13:3000/; } # <git>
              }
              server {
                server_name llm.example.org;
                location / { proxy_set_header X git.example.org; proxy_pass http://100.64.0.13; } # <llm>
              }
              upstream git { server 100.64.0.13:22; }
            }
            """;

    @TempDir
    private Path folder;

    private static Map<?, ?> step(String id) throws IOException {
        return step("proxy-ready.yml", id);
    }

    private static Map<?, ?> step(String file, String id) throws IOException {
        var part = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("checklists/parts", file)));
        return ((List<?>) part.get("steps"))
                .stream()
                        .map(it -> (Map<?, ?>) it)
                        .filter(it -> id.equals(it.get("step")))
                        .findFirst()
                        .orElseThrow();
    }

    private static Replacing replacing(Map<?, ?> holder, String domain, int count) {
        var replace = (Map<?, ?>) ((Map<?, ?>) holder.get("edit")).get("replace");
        return new Replacing(null, filled(replace.get("regex"), domain), filled(replace.get("with"), domain), count);
    }

    private static String filled(Object text, String domain) {
        return text.toString()
                .replace("${domain}", domain)
                .replace("${old_address}", OLD)
                .replace("${new_address}", NEW);
    }

    private String counted(String text, String domain) throws Exception {
        var file = Files.writeString(folder.resolve("proxy file"), text);
        var sh = new ProcessBuilder("sh", "-c", step("places").get("shell").toString()).redirectErrorStream(true);
        sh.environment().putAll(Map.of("domain", domain, "old_address", OLD, "next", file.toString()));
        var running = sh.start();
        var says = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor()).as(says).isZero();
        return says.strip();
    }

    private static String wanted(String text, String mark) {
        var lines = text.lines().map(it -> it.contains(mark) ? it.replaceFirst(OLD, NEW) : it);
        return String.join("\n", lines.toList()) + "\n";
    }

    @ParameterizedTest
    @CsvSource({"git,2", "chat,1", "oldgit,1", "llm,1", "sec,1"})
    void inAFileOfNixOsOnlyTheDomainsOwnPlacesChange(String name, int places) throws Exception {
        changes(NIX, name, places, 8 - places);
    }

    @ParameterizedTest
    @CsvSource({"git,2", "chat,1", "oldgit,1", "llm,1"})
    void inAFileOfNginxOnlyTheDomainsOwnPlacesChange(String name, int places) throws Exception {
        changes(CONF, name, places, 5 - places);
    }

    private void changes(String text, String name, int places, int others) throws Exception {
        var domain = name + ".example.org";
        assertThat(counted(text, domain)).endsWith(": " + places + " for " + domain + ", " + others + " elsewhere");
        var changed = replacing(step("change"), domain, places).in(text, "it");
        assertThat(changed).isEqualTo(wanted(text, "<" + name + ">"));
        assertThat(counted(changed, domain)).endsWith(": 0 for " + domain + ", " + others + " elsewhere");
        var undo = (Map<?, ?>) ((List<?>) step("reverse-proxy.yml", "reload").get("undo")).get(1);
        assertThat(replacing(undo, domain, places).in(changed, "it")).isEqualTo(text);
        assertThat(replacing(undo, domain, places).in(text, "it"))
                .as("where nothing was put in place yet")
                .isEqualTo(text);
    }

    @Test
    void nothingIsWrittenForAnotherNumberOfPlaces() throws Exception {
        var git = replacing(step("change"), "git.example.org", 1);
        assertThatThrownBy(() -> git.in(NIX, "it"))
                .isInstanceOf(TargetProblem.class)
                .hasMessageContaining("stands in 2 places of it, not 1: line 11, 18");
        var parent = replacing(step("change"), "example.org", 1);
        assertThatThrownBy(() -> parent.in(NIX, "it")).hasMessageContaining("0 places");
        assertThatThrownBy(() -> parent.in(CONF, "it")).hasMessageContaining("0 places");
    }
}
