package dev.holdpoint.checklist.words;

import dev.holdpoint.checklist.Doc;
import dev.holdpoint.checklist.NotYet;
import dev.holdpoint.checklist.Place;
import dev.holdpoint.checklist.Said;
import org.jspecify.annotations.Nullable;

@Doc("a database")
@NotYet("instance")
public record DatabaseWords(
        @Doc(
                value = "everything in one address, instead of the other fields",
                example = "postgres://alice@db.example.org:5432/app")
        @Nullable
        String url,

        @Doc(value = "the server", example = "db.example.org") @Nullable
        String host,

        @Doc(value = "its port; 5432 where it is left out", example = "5432") @Nullable
        Integer port,

        @Doc(value = "the database to connect to", example = "app") @Nullable
        String name,

        @Doc(value = "the role to connect as", example = "alice") @Nullable
        String user,

        @Doc("its password, from a secret variable; left out where the server trusts us or `~/.pgpass` knows") @Nullable
        String password,

        @Doc(value = "the host that it is reached through, by a tunnel", example = "old") @Nullable
        Said<String> via,

        Place at) {}
