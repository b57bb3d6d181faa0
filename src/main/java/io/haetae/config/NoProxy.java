package io.haetae.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which hosts are reached without the proxy, as {@code NO_PROXY} says it: names with all below them (a dot or a star
 * before makes no difference), addresses, networks as {@code 10.0.0.0/8}, each with or without a port; {@code *} for all.
 * Names are never looked up: the resolver may not know them here.
 */
final class NoProxy {

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]*");

    private final List<String> entries;

    private NoProxy(List<String> entries) {
        this.entries = entries;
    }

    /** @param text entries with commas or blanks between them */
    static NoProxy of(String text) {
        return new NoProxy(Arrays.stream(text.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    boolean covers(String host, int port) {
        String name = plain(host.toLowerCase(Locale.ROOT));
        return entries.stream().anyMatch(entry -> matches(entry, name, port));
    }

    private static boolean matches(String entry, String host, int port) {
        int colon = entry.lastIndexOf(':');
        boolean ported = colon > 0
                && entry.substring(colon + 1).matches("\\d{1,5}")
                && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']'); // else it is of an IPv6 address
        if (ported && Integer.parseInt(entry.substring(colon + 1)) != port) {
            return false;
        }
        String which = plain(ported ? entry.substring(0, colon) : entry);
        if (which.equals("*") || which.equals(host)) {
            return true;
        }
        if (ADDRESS.matcher(host).matches()) {
            return inNetwork(which, host);
        }
        String suffix = which.replaceFirst("^\\*?\\.", "");
        return !suffix.isEmpty() && (host.equals(suffix) || host.endsWith("." + suffix));
    }

    private static String plain(String host) {
        return host.replaceFirst("^\\[(.*)]$", "$1").replaceFirst("\\.$", "");
    }

    /** @param network an address, or one with a slash and the number of bits that count */
    private static boolean inNetwork(String network, String host) {
        String[] parts = network.split("/", 2);
        if (!ADDRESS.matcher(parts[0]).matches() || parts.length == 2 && !parts[1].matches("\\d{1,3}")) {
            return false;
        }
        try {
            byte[] of = InetAddress.getByName(parts[0]).getAddress(); // an address: nothing is looked up
            byte[] address = InetAddress.getByName(host).getAddress();
            int bits = parts.length == 2 ? Integer.parseInt(parts[1]) : of.length * 8;
            return of.length == address.length && bits <= of.length * 8 && same(of, address, bits);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean same(byte[] a, byte[] b, int bits) {
        for (int bit = 0; bit < bits; bit++) {
            if (((a[bit / 8] ^ b[bit / 8]) >> (7 - bit % 8) & 1) != 0) {
                return false;
            }
        }
        return true;
    }
}
