package dev.holdpoint.checklist.words;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Said;
import dev.holdpoint.checklist.Shorthand;
import org.jspecify.annotations.Nullable;

@Doc("a host; what is left out is as `~/.ssh/config`, the agent and `known_hosts` have it")
public record HostWords(
        @Shorthand
        @Doc(
                value = "where it is, as `ssh` takes it: an address, or a name of `~/.ssh/config`",
                example = "root@203.0.113.10")
        String ssh,

        @Doc(value = "its port", example = "2222") @Nullable Integer port,

        @Doc(value = "the private key to log in with", example = "~/.ssh/migration") @Nullable
        String key,

        @Doc("the passphrase of that key, or the password of the login, from a secret variable") @Nullable
        String password,

        @Doc(value = "another host of this checklist that it is reached through", example = "bastion") @Nullable
        Said<String> via,

        @Doc(
                value = "true where all that runs there shall run as root, by `sudo`, though somebody else logs in",
                fallback = "false")
        boolean sudo,

        @Doc("the password that `sudo` asks for, from a secret variable; left out where it asks for none") @Nullable
        String sudoPassword,

        Place at) {}
