package dev.holdpoint.step.postgres;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What ties a source to its target: a publication, a subscription and a slot, all three called by one name.
 *
 * @param name as the author wrote it; any character but a backslash may stand in it, also quotes and capitals
 */
record Link(String name) {
    /** PostgreSQL's NAMEDATALEN without the end: longer names would be cut. */
    private static final int LONGEST = 63;

    static final String PUBLICATION = "SELECT EXISTS (SELECT FROM pg_publication WHERE pubname = ?)";

    static final String SUBSCRIPTION = "SELECT EXISTS (SELECT FROM pg_subscription WHERE subname = ?"
            + " AND subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()))";

    static final String SLOT = "SELECT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = ?)";

    /** Slots may be called by lower case letters, digits and underscores only; a hash keeps two names apart that would look alike. */
    String slot() {
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        return plain.equals(name) && plain.length() <= LONGEST
                ? plain
                : plain.substring(0, Math.min(plain.length(), LONGEST - 9)) + "_" + hash();
    }

    private String hash() {
        try {
            var whole = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, 4);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    String quoted() {
        return Quoted.name(name);
    }

    /** How it is subscribed to: by a slot that is there already. */
    String options() {
        return " WITH (create_slot = false, slot_name = " + Quoted.text(slot()) + ", copy_data = true)";
    }

    /** How a subscription goes without asking the other end. */
    List<String> unsubscribing() {
        var alter = "ALTER SUBSCRIPTION " + quoted();
        return List.of(alter + " DISABLE", alter + " SET (slot_name = NONE)", "DROP SUBSCRIPTION " + quoted());
    }

    /** The open item that publishing leaves. */
    String published() {
        return "publication " + name;
    }

    /** The open item that subscribing leaves. */
    String subscribed() {
        return "subscription " + name;
    }

    /** Of a spec that has it: also where both ends are one target. */
    List<String> problems(String from, String to) {
        var found = new ArrayList<>(problems());
        if (from.equals(to)) {
            found.add("from: and to: are the same target; name two");
        }
        return found;
    }

    List<String> problems() {
        if (name.isBlank() || name.indexOf('\0') >= 0) {
            return List.of("name: is empty; write one such as name: shop");
        }
        if (name.indexOf('\\') >= 0) {
            return List.of("name: has a backslash, with which PostgreSQL's replication cannot start; leave it out");
        }
        return name.getBytes(StandardCharsets.UTF_8).length > LONGEST
                ? List.of("name: is longer than " + LONGEST + " bytes, which PostgreSQL would cut; write a shorter one")
                : List.of();
    }
}
