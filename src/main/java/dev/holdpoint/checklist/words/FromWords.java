package dev.holdpoint.checklist.words;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.NotYet;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.ShellText;
import org.jspecify.annotations.Nullable;

@Doc("`from`")
@NotYet({"account", "secret", "field", "stack", "output"})
public record FromWords(
        @Doc(value = "the environment variable that has it", example = "PGPASSWORD") @Nullable
        String env,

        @Doc(value = "the file whose content it is, without the last line end", example = "secrets/password") @Nullable
        String file,

        @Doc(value = "the command that prints it", example = "tailscale ip -4") @Nullable
        ShellText shell,

        @Doc(
                value = "the host that `shell` runs on; values are looked up on this machine, `local`, in this version",
                fallback = "local")
        Said<String> on,

        Place at) {}
