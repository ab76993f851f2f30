package dev.holdpoint.step;

/**
 * Something temporary that an action leaves behind until somebody closes it: a dump with data in it, a rule that lets somebody in, a
 * lowered TTL.
 *
 * @param item its name in the ledger of open items
 * @param close how it is closed, one sentence for whoever has to; no secrets
 * @param visible the kind can look whether it is closed ({@link Action#closed})
 */
public record Opening(String item, String close, boolean visible) {
    /** One that only a person can tell to be closed. */
    public static Opening of(String item, String close) {
        return new Opening(item, close, false);
    }

    /** One that the kind can look at. */
    public static Opening seen(String item, String close) {
        return new Opening(item, close, true);
    }
}
