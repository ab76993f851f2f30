package dev.holdpoint.checklist.lint;

import static dev.holdpoint.checklist.lint.Wording.Where.ALL;
import static dev.holdpoint.checklist.lint.Wording.Where.COMMANDS;

import java.util.List;

/** Every trap there is. Each was found in a migration guide that people really follow. */
final class Traps {
    /** Up to the end of one command of sh. */
    private static final String REST = "[^\\n;|&]*";

    private static final String HOST_PATH = "[\"']?[\\w@.${}-]+:(?!/)[^\\s:]*[\"']?|[\"']?[\\w@.${}-]+:/[^/\\s]\\S*";

    static final List<Trap> KNOWN = List.of(
            Wording.of(
                    "remote-to-remote",
                    COMMANDS,
                    "\\brsync\\b" + REST + "\\s(?:" + HOST_PATH + ")\\s+(?:" + HOST_PATH + ")(?:\\s|$)",
                    "rsync refuses where source and destination are both remote; run it on one of the two hosts"),
            new BrokenQuote(),
            Wording.of(
                    "odd-dash",
                    COMMANDS,
                    "[\\w.][\\u2010-\\u2015\\u2212\\u00ad][\\w.]|(?:^|\\s)[\\u2010-\\u2015\\u2212]+\\w|[\\u201c\\u201d\\u2018\\u2019\\u00a0]",
                    "a dash, quote or space that looks like ASCII and is none; type it anew"),
            Wording.of(
                    "same-vpc",
                    ALL,
                    "(?i)modify-db-instance" + REST
                            + "--db-subnet-group-name|modify\\b.{0,60}\\binstance\\b.{0,60}\\bsubnet group",
                    "RDS refuses another subnet group of the same VPC (InvalidVPCNetworkStateFault); make the group's subnets private, or restore a snapshot into the other group"),
            new OtherEnvironment(),
            new SecretInArguments(),
            Wording.of(
                            "secret-on-screen",
                            COMMANDS,
                            "\\bget-secret-value\\b|\\bget-parameter\\b" + REST
                                    + "--with-decryption|\\bkubectl\\s+get\\s+secret\\b" + REST + "\\s-o|\\bcat\\s+"
                                    + REST + "(?:password|secret|\\.pem|\\.key|\\.env)\\b",
                            "it prints a secret; make it a variable with secret: true and from:")
                    .unless("\\$\\([^)]*(?:get-secret-value|get-parameter|get\\s+secret)|>\\s*\\S"),
            Wording.of(
                            "restore-goes-on",
                            COMMANDS,
                            "\\bpg_restore\\b",
                            "pg_restore goes on after errors; add --exit-on-error, or use postgres.restore")
                    .unless(
                            "\\bpg_restore\\b" + REST
                                    + "(?:--exit-on-error|\\s-\\w*e\\b|--single-transaction|\\s-\\w*1\\b|--list|\\s-l\\b|--version|--help)"),
            Wording.of(
                            "psql-goes-on",
                            COMMANDS,
                            "\\|\\s*(?:sudo\\s" + REST + ")?psql\\b|\\bpsql\\b" + REST + "(?:<|\\s-\\w*f\\b|--file)",
                            "psql goes on after errors; add -v ON_ERROR_STOP=1 --single-transaction")
                    .unless("ON_ERROR_STOP"),
            Wording.of(
                            "policy-too-narrow",
                            ALL,
                            "s3:GetObject\\b(?!Tagging)",
                            "objects with tags and large objects cannot be copied with GetObject alone; allow s3:GetObjectTagging too")
                    .unless("s3:GetObjectTagging|s3:Get\\*|s3:\\*"),
            Wording.of(
                    "wide-replace",
                    COMMANDS,
                    "\\bsed\\b" + "[^\\n]*" + "\\bs(?<mark>[/|#,@])[^\\n]*?(?:\\d{1,3}\\.){3}\\d{1,3}[^\\n]*?\\k<mark>",
                    "it changes every line that has this address, and . matches any character; replace one named place, with the dots escaped"),
            new ReplicationGaps(),
            new RollbackLosesRows(),
            Wording.of(
                    "unmeasured-grace",
                    ALL,
                    "(?i)\\bafter (?:a |an |the |some )?(?:\\w+ )?(?:verification|grace|stable|observation|soak\\w*) (?:period|time)|period of stable operation"
                            + "|\\bafter (?:a few|a couple of|some) (?:hours|days|weeks)",
                    "nobody measures a grace period without a length and a proof; name the time, and have checks watch it"),
            new NoErrexit(),
            Wording.of(
                    "not-rerunnable",
                    COMMANDS,
                    "\\bmkdir\\s+(?!" + REST + "(?:-\\w*p|--parents))|\\bln\\s+-s\\s+(?!" + REST + "-\\w*f)",
                    "it fails when it is tried again; use mkdir -p, ln -sfn"),
            new AcmeBeforeDns(),
            new Unguarded(Wording.of(
                    "lock-out",
                    COMMANDS,
                    "\\bsystemctl\\s+(?:\\S+\\s+)*?(?:stop|restart|disable|mask)\\s+(?:\\S+\\s+)*?\\S*(?:headscale|tailscale|wireguard|wg-quick|openvpn|sshd?\\b|adguard|unbound|dnsmasq|bind9|named|resolved|firewall|ufw|nftables)"
                            + "|\\btailscale\\s+(?:down|logout)\\b|\\bufw\\s+(?:--force\\s+)?enable|\\biptables\\s+(?:-F|-P\\s+INPUT\\s+DROP)",
                    "you may be logged in through it; guard the step (guarded: 2m), or have a second way in")),
            Wording.of(
                    "open-to-all",
                    ALL,
                    "(?<![\\d.])0\\.0\\.0\\.0/0|(?<![\\w:])::/0",
                    "it lets the whole internet in; name the one address"));

    private Traps() {}
}
