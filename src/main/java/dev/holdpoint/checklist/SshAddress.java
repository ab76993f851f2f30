package dev.holdpoint.checklist;

import java.util.regex.Pattern;

/** What {@code ssh} is given as a host: an address, with a user or without, or a name of {@code ~/.ssh/config}. */
public final class SshAddress {
    /** What may stand in it. */
    public static final String TAKES = "letters, digits and . _ - @ : % [ ] may stand in it";

    /** Nothing that ssh reads as an option, or that a shell reads as more than a word: it may stand in a ProxyCommand. */
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9._@:%\\[\\]][A-Za-z0-9._@:%\\[\\]-]*");

    private SshAddress() {}

    public static boolean fits(String text) {
        return ADDRESS.matcher(text).matches();
    }
}
