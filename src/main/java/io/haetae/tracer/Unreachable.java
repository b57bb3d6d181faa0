package io.haetae.tracer;

import io.haetae.config.Text;
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

/**
 * Why nobody answers, in words that say where to look.
 *
 * @param what what went wrong
 * @param todo where to look; null if nobody can know
 */
public record Unreachable(Text what, Text todo) {

    private static final Text SETTING = Text.of("tracer.setting");
    private static final Text WAY = Text.of("tracer.way");
    private static final Text PROXY = Text.of("tracer.proxy.setting");

    /** An address's host, with its port if it has one of its own: the rest of an address may hold anything. */
    public static String host(String address) {
        try {
            URI uri = new URI(address);
            return uri.getHost() == null ? "?" : uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (URISyntaxException | NullPointerException e) {
            return "?";
        }
    }

    /** @param host as {@link #host} gives it */
    public static Unreachable of(Throwable cause, String host) {
        if (cause instanceof ProxyTrouble proxy) {
            return proxy.status() == 0
                    ? of(proxy.getCause(), Text.of("tracer.proxy", proxy.proxy()), PROXY)
                    : refused(proxy, host);
        }
        return of(cause, Text.asItIs(host), SETTING);
    }

    private static Unreachable refused(ProxyTrouble proxy, String host) {
        Text what = Text.of("tracer.proxy.answers", proxy.proxy(), Integer.toString(proxy.status()), host);
        boolean stranger = proxy.status() == 407 || proxy.status() == 401;
        return new Unreachable(
                what, stranger ? Text.of("tracer.proxy.login", PROXY) : Text.of("tracer.proxy.allow", PROXY, host));
    }

    private static Unreachable of(Throwable cause, Text host, Text setting) {
        if (cause instanceof UnknownHostException) {
            boolean silent = String.valueOf(cause.getMessage()).endsWith("silent");
            Text name = Text.of(setting.equals(PROXY) ? "tracer.name.of" : "tracer.name", host);
            return new Unreachable(
                    Text.of(silent ? "tracer.unknown.silent" : "tracer.unknown", name),
                    Text.of("tracer.unknown.dns", setting));
        }
        if (cause instanceof SSLException) {
            String why = plain(String.valueOf(cause.getMessage()));
            boolean untrusted = why.contains("PKIX") || why.contains("certificate");
            return new Unreachable(
                    Text.of("tracer.tls", host, why), untrusted ? Text.of("tracer.tls.ca", setting) : setting);
        }
        if (cause instanceof SocketTimeoutException || cause instanceof NoRouteToHostException) {
            return new Unreachable(Text.of("tracer.time", host), WAY);
        }
        if (cause instanceof ConnectException) {
            return new Unreachable(Text.of("tracer.refused", host), Text.of("tracer.refused.way", setting, WAY));
        }
        if (cause instanceof SocketException
                || cause instanceof NoHttpResponseException
                || cause instanceof ConnectionClosedException) {
            return new Unreachable(Text.of("tracer.hung-up", host), null);
        }
        return new Unreachable(
                Text.of(
                        "tracer.other",
                        host,
                        Text.asItIs(cause.getClass().getSimpleName() + ": " + cause.getMessage())),
                null);
    }

    /** A library's words without its classes' and its alerts' names, which say nothing to a person and are wide. */
    public static String plain(String message) {
        return message.replaceAll("^\\([a-z_]+\\) |\\b([a-z]\\w*\\.)+[A-Z]\\w*(Exception|Error): ", "");
    }

    /** All of it. */
    Text text() {
        return todo == null ? what : Text.of("tracer.look", what, todo);
    }

    /** In English, as the log has it. */
    @Override
    public String toString() {
        return text().toString();
    }
}
