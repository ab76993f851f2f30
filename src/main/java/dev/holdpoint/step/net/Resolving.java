package dev.holdpoint.step.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/** One question to resolvers. */
final class Resolving {
    private static final Pattern SERVER = Pattern.compile("(?:\\[([^]]+)]|([0-9.]+))(?::(\\d{1,5}))?|([^\\[\\]]+)");
    private static final int PORT = 53;

    private Resolving() {}

    /**
     * What was said.
     *
     * @param ttl seconds for which others may go on believing it
     * @param code empty where there is a name of that kind, else what there is instead
     */
    record Answer(String question, List<String> values, long ttl, String code) {
        String says() {
            return values.isEmpty()
                    ? question + " has no value" + (code.isEmpty() ? "" : " (" + code + ")")
                    : question + " is " + String.join(", ", values) + ", for " + ttl + " s,";
        }
    }

    /** An address, with {@code :PORT} behind it where it is another one; that of IPv6 in brackets then. */
    static Optional<InetSocketAddress> server(String text) {
        var match = SERVER.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var address =
                match.group(1) != null ? match.group(1) : match.group(2) != null ? match.group(2) : match.group(4);
        int port = match.group(3) == null ? PORT : Integer.parseInt(match.group(3));
        return Network.written(address) && address.indexOf('/') < 0 && port > 0 && port < 65536
                ? Optional.of(new InetSocketAddress(address, port))
                : Optional.empty();
    }

    /** @param resolver empty for those of this machine, of which the first that answers counts */
    static Answer ask(DnsCheck.Spec spec, String resolver) throws IOException {
        if (!resolver.isEmpty()) {
            return ask(spec, server(resolver).orElseThrow(() -> new IOException(resolver + " is no address")));
        }
        var last = new IOException("this machine has no resolver");
        for (var server : ResolverConfig.getCurrentConfig().servers()) {
            try {
                return ask(spec, server);
            } catch (IOException silent) {
                last = silent;
            }
        }
        throw last;
    }

    private static Answer ask(DnsCheck.Spec spec, InetSocketAddress server) throws IOException {
        var resolver = new SimpleResolver(server);
        resolver.setTimeout(spec.timeout());
        int type = Type.value(spec.type());
        var answer = resolver.send(
                Message.newQuery(Record.newRecord(Name.fromString(spec.name(), Name.root), type, DClass.IN)));
        var values = new ArrayList<String>();
        long ttl = Long.MAX_VALUE;
        for (var record : answer.getSection(Section.ANSWER)) {
            if (record.getType() == type) {
                values.add(record.rdataToString().replaceAll("^\"(.*)\"$", "$1").replaceAll("\\.$", ""));
                ttl = Math.min(ttl, record.getTTL());
            }
        }
        int code = answer.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            throw new IOException("it answers " + Rcode.string(code));
        }
        return new Answer(
                spec.name() + " " + spec.type(),
                List.copyOf(values),
                ttl,
                code == Rcode.NXDOMAIN ? "no such name" : "");
    }
}
