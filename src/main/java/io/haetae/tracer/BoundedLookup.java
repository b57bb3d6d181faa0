package io.haetae.tracer;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up in a thread of its own. The JDK's look-up can be neither interrupted nor bounded, and a name server that
 * is silent holds it for as long as the system's resolver likes: the request waits no longer than it was told to, and the
 * next one for that name waits for the same look-up.
 */
final class BoundedLookup implements DnsResolver {

    private final DnsResolver names;
    private final Duration most;
    private final Map<String, CompletableFuture<InetAddress[]>> underWay = new ConcurrentHashMap<>();

    BoundedLookup(DnsResolver names, Duration most) {
        this.names = names;
        this.most = most;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        CompletableFuture<InetAddress[]> lookup = underWay.computeIfAbsent(host, this::begin);
        try {
            return lookup.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new UnknownHostException(host + ": the name server is silent");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host + ": interrupted");
        } catch (ExecutionException e) {
            throw new UnknownHostException(e.getCause().getMessage());
        }
    }

    private CompletableFuture<InetAddress[]> begin(String host) {
        CompletableFuture<InetAddress[]> lookup = new CompletableFuture<>();
        Thread thread = new Thread(() -> lookUp(host, lookup), "haetae-lookup");
        thread.setDaemon(true);
        thread.start();
        return lookup;
    }

    /** Forgets itself before it tells: whoever comes later looks up anew. */
    private void lookUp(String host, CompletableFuture<InetAddress[]> lookup) {
        try {
            InetAddress[] found = names.resolve(host);
            underWay.remove(host, lookup);
            lookup.complete(found);
        } catch (UnknownHostException | RuntimeException e) {
            underWay.remove(host, lookup);
            lookup.completeExceptionally(e);
        }
    }

    /** Nobody waits any longer. */
    void stop() {
        underWay.values().forEach(lookup -> lookup.completeExceptionally(new UnknownHostException("stopped")));
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }
}
