package io.haetae.check;

import io.haetae.config.Durations;
import io.haetae.config.Network;
import io.haetae.config.ProxyAddress;
import io.haetae.config.Text;
import io.haetae.tracer.PagingNames;
import io.haetae.tracer.ProxyTrouble;
import io.haetae.tracer.TracerFailure;
import io.haetae.tracer.TracerFailure.Family;
import io.haetae.tracer.Unreachable;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/**
 * The links to the tracer. One request that is signed and sent as the watch's own tells them all: how far it came is
 * known from what became of it, so that no probe can say another thing than the watch will find.
 */
final class TracerLinks {

    static final List<String> NAMES =
            List.of("DNS", "TCP", "TLS", "HTTP", "clock", "signature", "permission", "paging");

    /** Milliseconds; the watch itself speaks of its clock beyond it, and the tracer allows five minutes. */
    static final long TOLERATED = 120_000;

    private static final int HTTP = NAMES.indexOf("HTTP");
    private static final int CLOCK = NAMES.indexOf("clock");
    private static final int PAGING = NAMES.indexOf("paging");

    private final URI url;
    private final Optional<ProxyAddress> proxy;
    private final Politeness tracer;
    private final Supplier<Long> offset;
    private final Told told;

    /** @param offset milliseconds that the tracer's clock is ahead; null if it has not told */
    TracerLinks(URI url, Network network, Politeness tracer, Supplier<Long> offset, Told told) {
        this.url = url;
        this.proxy = network.proxyTo(url);
        this.tracer = tracer;
        this.offset = offset;
        this.told = told;
    }

    /** Null if the tracer can't be read. */
    Dialect check() throws InterruptedException {
        Greeting greeting = Greeting.of(tracer);
        Reply reply = greeting.reply();
        int broken = brokenAt(reply);
        for (int i = 0; i < PAGING; i++) {
            told.link(link(i, broken, reply));
        }
        if (broken < PAGING) {
            told.link(Link.skipped(NAMES.get(PAGING), NAMES.get(broken)));
            return null;
        }
        return paging(reply, greeting.names());
    }

    private Dialect paging(Reply reply, PagingNames names) throws InterruptedException {
        String name = NAMES.get(PAGING);
        if (reply.failed(Family.BAD_REQUEST)) {
            told.link(Link.failed(name, reply.failure().text(), Text.of("check.paging.todo")));
            return null;
        }
        Dialect dialect = Dialect.find(tracer, reply, names);
        told.link(Link.ok(name, dialect.text()));
        return dialect;
    }

    private Link link(int which, int broken, Reply reply) {
        String name = NAMES.get(which);
        if (which == CLOCK) {
            return clock(broken);
        }
        if (which > broken) {
            return Link.skipped(name, NAMES.get(broken));
        }
        return which < broken ? Link.ok(name, text(name)) : failed(name, reply);
    }

    private Text text(String name) {
        return switch (name) {
            case "DNS", "TCP" ->
                proxy.map(through -> Text.of("check.proxy." + name, through))
                        .orElseGet(() -> Text.of("check." + name, url.getHost()));
            case "TLS" -> Text.of(url.getScheme().equals("https") ? "check.TLS" : "check.TLS.plain");
            default -> Text.of("check." + name);
        };
    }

    private Link clock(int broken) {
        String name = NAMES.get(CLOCK);
        Long ahead = offset.get();
        if (ahead == null) {
            return broken < HTTP
                    ? Link.skipped(name, NAMES.get(broken))
                    : Link.skipped(name, Text.of("check.clock.untold"));
        }
        if (ahead == 0) {
            return Link.ok(name, Text.of("check.clock"));
        }
        Text off = Durations.text(Duration.ofMillis(Math.abs(ahead) + 999));
        Text text = Text.of(ahead > 0 ? "check.clock.behind" : "check.clock.ahead", off);
        return clockIsOff() ? Link.failed(name, text, Text.of("check.clock.todo")) : Link.ok(name, text);
    }

    private boolean clockIsOff() {
        Long ahead = offset.get();
        return ahead != null && Math.abs(ahead) > TOLERATED;
    }

    /** The link that failed; behind the last one if none did. */
    private int brokenAt(Reply reply) {
        if (reply.failure() == null) {
            return NAMES.size();
        }
        return switch (reply.failure().family()) {
            case CREDENTIALS -> NAMES.indexOf("signature");
            case PERMISSION -> NAMES.indexOf("permission");
            case BAD_REQUEST -> PAGING;
            case UNREADABLE -> NAMES.size();
            case CONNECTION -> NAMES.indexOf(way(reply.cause()));
            default -> HTTP;
        };
    }

    private String way(Exception cause) {
        if (cause instanceof ProxyTrouble proxy) {
            return proxy.getCause() instanceof UnknownHostException ? "DNS" : "TCP";
        }
        if (cause instanceof UnknownHostException) {
            return "DNS";
        }
        if (cause instanceof SSLException) {
            return "TLS";
        }
        if (cause instanceof ConnectTimeoutException
                || cause instanceof ConnectException
                || cause instanceof NoRouteToHostException) {
            return "TCP";
        }
        // once there is a connection, only the handshake has a timeout of its own
        return cause instanceof SocketTimeoutException && url.getScheme().equals("https") ? "TLS" : "HTTP";
    }

    private Link failed(String name, Reply reply) {
        TracerFailure failure = reply.failure();
        if (failure.family() == Family.CONNECTION && failure.detail() != null) {
            Unreachable why = Unreachable.of(reply.cause(), Unreachable.host(url.toString()));
            Text look = why.todo() == null ? Text.of("check.todo.look") : why.todo();
            boolean telltale = !why.toString().equals(failure.detail()); // the detail is without what is secret
            return Link.failed(name, telltale ? Text.asItIs(failure.detail()) : why.what(), look);
        }
        String todo = switch (failure.family()) {
            case CREDENTIALS, PERMISSION, NOT_FOUND -> failure.family().name();
            case QUOTA, THROTTLED -> "wait";
            case SHAPE, JSON -> "other";
            default -> "later";
        };
        return Link.failed(name, failure.text(), Text.of("check.todo." + todo));
    }
}
