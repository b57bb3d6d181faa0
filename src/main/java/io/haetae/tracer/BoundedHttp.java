package io.haetae.tracer;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Bounds every request of the client: a deadline for all of it, headers included, after which it is aborted from
 * outside (timeouts of the client itself are per read, a server that drips would hold a poll for ever), and a most for
 * the body, counted after decompression.
 */
public final class BoundedHttp implements HttpClientConfigurer, ExecChainHandler, AutoCloseable {

    private final Duration deadline;
    private final int mostBytes;
    private final ScheduledExecutorService timer;
    private final Set<Cancellable> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    public BoundedHttp(Duration deadline, int mostBytes) {
        this.deadline = deadline;
        this.mostBytes = mostBytes;
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "haetae-deadlines");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void configureHttpClient(HttpClientBuilder builder) {
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
        try {
            if (stopping) {
                throw new RequestAborted("the watch is stopping", true);
            }
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity entity = response.getEntity();
            if (entity != null) {
                response.setEntity(whole(entity, scope));
            }
            return response;
        } catch (IOException | RuntimeException e) {
            if (stopping) {
                throw new RequestAborted("the watch is stopping", true);
            }
            if (System.nanoTime() >= end) {
                throw new RequestAborted("no whole answer within " + deadline.toSeconds() + " s", false);
            }
            throw e;
        } finally {
            underWay.remove(call);
            abort.cancel(false);
        }
    }

    /** The entity's bytes; a body that is too large is dropped with its connection, or closing it would drain it. */
    private HttpEntity whole(HttpEntity entity, ExecChain.Scope scope) throws IOException {
        byte[] bytes;
        try {
            bytes = entity.getContent().readNBytes(mostBytes + 1);
        } catch (IOException e) {
            scope.execRuntime.discardEndpoint();
            throw e;
        }
        if (bytes.length > mostBytes) {
            scope.execRuntime.discardEndpoint();
            throw new AnswerTooLarge("the answer is larger than " + (mostBytes >> 20) + " MiB");
        }
        entity.close();
        return new ByteArrayEntity(bytes, null);
    }

    /** Aborts what is under way and refuses what comes. */
    public void stop() {
        stopping = true;
        underWay.forEach(Cancellable::cancel);
    }

    @Override
    public void close() {
        stop();
        timer.shutdownNow();
    }

    /** A request that was given up, by its deadline or because the watch stops. */
    static final class RequestAborted extends IOException {

        private final boolean stopped;

        RequestAborted(String message, boolean stopped) {
            super(message);
            this.stopped = stopped;
        }

        boolean stopped() {
            return stopped;
        }
    }

    /** A body over the most that is read. */
    static final class AnswerTooLarge extends IOException {

        AnswerTooLarge(String message) {
            super(message);
        }
    }
}
