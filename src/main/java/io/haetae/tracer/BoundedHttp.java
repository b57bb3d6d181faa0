package io.haetae.tracer;

import io.haetae.config.Network;
import io.haetae.config.Text;
import io.haetae.tracer.TracerFailure.Family;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Bounds every request of the client: a deadline for all of it, headers included, after which it is aborted from
 * outside (timeouts of the client itself are per read, a server that drips would hold a poll for ever); a most for the
 * headers, and for the body, counted after decompression; and a third of the deadline for looking the name up.
 */
public final class BoundedHttp implements HttpClientConfigurer, ExecChainHandler, AutoCloseable {

    /** Of an answer that is a refusal anyway, this much is read, and what came counts even if it breaks off. */
    private static final int MOST_OF_A_REFUSAL = 64 << 10;

    /** More than there are accounts: one whose tracer hangs must not take another's connection. */
    private static final int MOST_CONNECTIONS = 1_000;

    private static final Http1Config HEADERS = Http1Config.custom()
            .setMaxLineLength(64 << 10)
            .setMaxHeaderCount(500)
            .build();

    private final Duration deadline;
    private final int mostBytes;
    private final Network network;
    private final BoundedLookup lookup;
    private final ScheduledExecutorService timer;
    private final Set<Cancellable> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    public BoundedHttp(Duration deadline, int mostBytes, Network network) {
        this(deadline, mostBytes, network, SystemDefaultDnsResolver.INSTANCE);
    }

    BoundedHttp(Duration deadline, int mostBytes, Network network, DnsResolver names) {
        this.network = network;
        this.deadline = deadline;
        this.mostBytes = mostBytes;
        this.lookup = new BoundedLookup(names, deadline.dividedBy(3));
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "haetae-deadlines");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(lookup)
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(HEADERS)
                        .build());
        network.tls().ifPresent(tls -> connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(tls)));
        builder.setConnectionManager(connections.build());
        new ProxyTunnel(network).configure(builder);
        builder.addExecInterceptorFirst("haetae-bounds", this);
        builder.disableAutomaticRetries(); // a request is signed for its moment; the next poll is the retry
        builder.disableCookieManagement();
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Cancellable call = (Cancellable) scope.originalRequest;
        long end = System.nanoTime() + deadline.toNanos();
        Future<?> abort = timer.schedule(call::cancel, deadline.toNanos(), TimeUnit.NANOSECONDS);
        underWay.add(call);
        ClassicHttpResponse response = null;
        try {
            if (stopping) {
                throw new IOException();
            }
            response = chain.proceed(request, scope);
            response.removeHeaders("Content-Type"); // Camel would believe it, and speak those characters from then on
            if (response.getEntity() != null) {
                boolean refusal = response.getCode() / 100 != 2;
                response.setEntity(refusal ? begun(response.getEntity(), scope) : whole(response.getEntity(), scope));
            }
            return response;
        } catch (IOException | RuntimeException e) {
            throw named(e, response, end);
        } finally {
            underWay.remove(call);
            abort.cancel(false);
        }
    }

    /** @param response null if its headers have not come */
    private IOException named(Exception e, ClassicHttpResponse response, long end) {
        Header header = response == null ? null : response.getFirstHeader("Date");
        String date = header == null ? null : header.getValue();
        if (stopping) {
            return new NoWholeAnswer(Family.STOPPED, null, date);
        }
        if (System.nanoTime() >= end) {
            return new NoWholeAnswer(Family.DEADLINE, Text.of("tracer.deadline", deadline.toSeconds()), date);
        }
        if (e instanceof AnswerTooLarge) {
            return new NoWholeAnswer(Family.SHAPE, Text.of("tracer.large", mostBytes >> 20), date);
        }
        if (response != null) {
            return new NoWholeAnswer(
                    Family.CUT_OFF, Text.asItIs(e.getClass().getSimpleName() + ": " + e.getMessage()), date);
        }
        return e instanceof IOException noAnswer ? noAnswer : new IOException(e);
    }

    /** The entity's bytes; a body that is too large is dropped with its connection, or closing it would drain it. */
    private HttpEntity whole(HttpEntity entity, ExecChain.Scope scope) throws IOException {
        byte[] bytes;
        try {
            bytes = entity.getContent().readNBytes(mostBytes + 1);
        } catch (IOException | RuntimeException e) {
            scope.execRuntime.discardEndpoint();
            throw e;
        }
        if (bytes.length > mostBytes) {
            scope.execRuntime.discardEndpoint();
            throw new AnswerTooLarge();
        }
        entity.close();
        return new ByteArrayEntity(bytes, null);
    }

    /** What came of a refusal's body: by its status it is one already. */
    private HttpEntity begun(HttpEntity entity, ExecChain.Scope scope) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] some = new byte[4 << 10];
        try {
            InputStream in = entity.getContent();
            int count = in.read(some);
            while (count >= 0 && bytes.size() < MOST_OF_A_REFUSAL) {
                bytes.write(some, 0, Math.min(count, MOST_OF_A_REFUSAL - bytes.size()));
                count = in.read(some);
            }
            if (count < 0) {
                entity.close();
            } else {
                scope.execRuntime.discardEndpoint();
            }
        } catch (IOException | RuntimeException e) {
            scope.execRuntime.discardEndpoint();
            if (stopping) {
                throw e;
            }
        }
        return new ByteArrayEntity(bytes.toByteArray(), null);
    }

    /** Aborts what is under way and refuses what comes. */
    public void stop() {
        stopping = true;
        underWay.forEach(Cancellable::cancel);
        lookup.stop();
    }

    @Override
    public void close() {
        stop();
        timer.shutdownNow();
    }

    /** A body over the most that is read. */
    private static final class AnswerTooLarge extends IOException {}
}
