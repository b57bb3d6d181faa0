package io.haetae.config;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A look at what may hang, as a file does whose mount's server is gone: it is taken in a thread of its own. Whoever asks
 * waits for it a second at most, and not at all while the last one still hangs; no second one is begun meanwhile, so
 * there is never more than one thread for each.
 */
final class BoundedLook {

    /** A look at a file that is well takes a thousandth of it. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** While any hangs: a tick looks at the files of all accounts, and a mount may hold them all. */
    private static final Duration LITTLE = Duration.ofMillis(20);

    private static final AtomicInteger HANGING = new AtomicInteger();
    private static final Executor THREADS = Executors.newCachedThreadPool(BoundedLook::thread);

    private final Runnable look;
    private final Duration patience;
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    /** @param look never taken twice at once; each sees what the one before has done */
    BoundedLook(Runnable look, Duration patience) {
        this.look = look;
        this.patience = patience;
    }

    /** Looks. Unless it hangs, the look began after this call, so nothing that happened before it was missed. */
    synchronized boolean hangs() {
        if (!last.isDone()) {
            return true;
        }
        last = CompletableFuture.runAsync(look, THREADS);
        try {
            last.get((hanging() > 0 ? LITTLE : patience).toMillis(), TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException e) {
            HANGING.incrementAndGet();
            last.whenComplete((done, failed) -> HANGING.decrementAndGet());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException bug ? bug : new CompletionException(e.getCause());
        }
    }

    /** How many do, in the whole process. */
    static int hanging() {
        return HANGING.get();
    }

    private static Thread thread(Runnable look) {
        Thread thread = new Thread(look, "haetae-secret-file");
        thread.setDaemon(true);
        return thread;
    }
}
