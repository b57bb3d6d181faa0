package io.haetae.check;

import io.haetae.config.Durations;
import io.haetae.tracer.PagingNames;
import io.haetae.tracer.TracerFailure;
import io.haetae.tracer.TracerFailure.Family;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
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
    private final Politeness tracer;
    private final Supplier<Long> offset;
    private final Told told;

    /** @param offset milliseconds that the tracer's clock is ahead; null if it has not told */
    TracerLinks(URI url, Politeness tracer, Supplier<Long> offset, Told told) {
        this.url = url;
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
            told.link(Link.skipped(NAMES.get(PAGING), because(broken)));
            return null;
        }
        return paging(reply, greeting.names());
    }

    private Dialect paging(Reply reply, PagingNames names) throws InterruptedException {
        String name = NAMES.get(PAGING);
        if (reply.failed(Family.BAD_REQUEST)) {
            told.link(Link.failed(
                    name,
                    reply.failure().toString(),
                    "it refuses page,size and pageIndex,pageSize alike: please file an issue with this line"));
            return null;
        }
        Dialect dialect = Dialect.find(tracer, reply, names);
        told.link(Link.ok(name, dialect.words()));
        return dialect;
    }

    private Link link(int which, int broken, Reply reply) {
        String name = NAMES.get(which);
        if (which == CLOCK) {
            return clock(broken);
        }
        if (which > broken) {
            return Link.skipped(name, because(broken));
        }
        return which < broken ? Link.ok(name, words(name)) : failed(name, reply);
    }

    private String words(String name) {
        return switch (name) {
            case "DNS" -> url.getHost() + " has an address";
            case "TCP" -> "takes the connection";
            case "TLS" ->
                url.getScheme().equals("https") ? "its certificate is trusted" : "none: plain http on loopback";
            case "HTTP" -> "answers";
            case "signature" -> "accepted";
            default -> "may read the activities";
        };
    }

    private Link clock(int broken) {
        String name = NAMES.get(CLOCK);
        Long ahead = offset.get();
        if (ahead == null) {
            return broken < HTTP
                    ? Link.skipped(name, because(broken))
                    : Link.skipped(name, "the tracer's answer doesn't tell its time");
        }
        if (ahead == 0) {
            return Link.ok(name, "as the tracer's, to the second");
        }
        String off = Durations.format(Duration.ofMillis(Math.abs(ahead) + 999));
        String words = "this machine's is " + off + (ahead > 0 ? " behind" : " ahead of") + " the tracer's";
        return clockIsOff()
                ? Link.failed(name, words, "set it, best by NTP: chronyd, systemd-timesyncd")
                : Link.ok(name, words);
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

    private static Link failed(String name, Reply reply) {
        TracerFailure failure = reply.failure();
        if (failure.family() == Family.CONNECTION && failure.detail() != null) {
            String[] parts = failure.detail().split("; ", 2);
            return Link.failed(name, parts[0], parts.length > 1 ? parts[1] : "look at it from this machine: curl -v");
        }
        String todo = switch (failure.family()) {
            case CREDENTIALS ->
                "is the secret key that of this access key, are both active, and may this machine's address use"
                        + " them?";
            case PERMISSION -> "give the sub account the policy NCP_CLOUD_ACTIVITY_TRACER_VIEWER";
            case NOT_FOUND -> "is haetae.tracer-url that of the account's zone?";
            case QUOTA, THROTTLED -> "wait some minutes, then check again";
            case SHAPE, JSON -> "does a proxy or another server answer in the tracer's place?";
            default -> "try again later; the watch itself does so each minute";
        };
        return Link.failed(name, failure.toString(), todo);
    }

    private static String because(int broken) {
        return "as " + NAMES.get(broken) + " failed";
    }
}
