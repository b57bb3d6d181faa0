package io.haetae.tracer;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;

/** Why nobody answers, in words that say where to look. */
final class Unreachable {

    private static final String SETTING = "is haetae.tracer-url right?";
    private static final String WAY = "is the way out open: firewall, routes, proxy?";

    private static final String CA = " A proxy that opens TLS needs its CA in haetae.ca-file.";
    private static final String PROXY = "is haetae.proxy-url (or HTTPS_PROXY) right?";

    private Unreachable() {}

    /** An address's host, with its port if it has one of its own: the rest of an address may hold anything. */
    static String host(String address) {
        try {
            URI uri = new URI(address);
            return uri.getHost() == null ? "?" : uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (URISyntaxException | NullPointerException e) {
            return "?";
        }
    }

    /** @param host as {@link #host} gives it */
    static String words(Throwable cause, String host) {
        if (cause instanceof ProxyTrouble proxy) {
            return proxy.status() == 0
                    ? words(proxy.getCause(), "the proxy " + proxy.proxy(), PROXY)
                    : refused(proxy, host);
        }
        return words(cause, host, SETTING);
    }

    private static String refused(ProxyTrouble proxy, String host) {
        String setting = proxy.status() == 407 ? "it wants a user and a password, or others; " + PROXY : PROXY;
        return "the proxy " + proxy.proxy() + " answers " + proxy.status() + " instead of leading to " + host + "; "
                + setting;
    }

    private static String words(Throwable cause, String host, String setting) {
        if (cause instanceof UnknownHostException) {
            String silent = String.valueOf(cause.getMessage()).endsWith("silent") ? ": the name server is silent" : "";
            String name = host.startsWith("the ") ? "the name of " : "the name ";
            return name + host + " can't be looked up" + silent + "; " + setting + " Does DNS work here?";
        }
        if (cause instanceof SSLException) {
            String why = String.valueOf(cause.getMessage());
            boolean untrusted = why.contains("PKIX") || why.contains("certificate");
            return "no TLS with " + host + " (" + why + "); " + setting + (untrusted ? CA : "");
        }
        if (cause instanceof SocketTimeoutException || cause instanceof NoRouteToHostException) {
            return "no connection to " + host + " in time; " + WAY;
        }
        if (cause instanceof ConnectException) {
            return host + " refuses the connection; " + setting + " If so, " + WAY;
        }
        if (cause instanceof SocketException
                || cause instanceof NoHttpResponseException
                || cause instanceof ConnectionClosedException) {
            return host + " hung up without an answer";
        }
        return host + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
