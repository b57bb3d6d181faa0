package io.haetae.check;

import io.haetae.tracer.PagingNames;
import io.haetae.tracer.TracerFailure.Family;
import java.time.Duration;

/**
 * The first answer of a tracer, asked as the watch does: anew by the tracer's clock if ours is off, and under the other
 * names if it refuses these.
 *
 * @param names under which it was asked at last
 */
record Greeting(Reply reply, PagingNames names) {

    private static final Duration FIRST = Duration.ofHours(1);

    static Greeting of(Tracer tracer) throws InterruptedException {
        long before = tracer.now();
        Greeting greeting = new Greeting(ask(tracer, PagingNames.PAGE_SIZE), PagingNames.PAGE_SIZE);
        boolean clock = Math.abs(tracer.now() - before) > TracerLinks.TOLERATED;
        if (greeting.reply.failed(Family.CREDENTIALS) && clock) {
            greeting = new Greeting(ask(tracer, greeting.names), greeting.names);
        }
        return greeting.reply.failed(Family.BAD_REQUEST)
                ? new Greeting(ask(tracer, greeting.names.other()), greeting.names.other())
                : greeting;
    }

    private static Reply ask(Tracer tracer, PagingNames names) throws InterruptedException {
        long now = tracer.now();
        return tracer.ask(new Question(now - FIRST.toMillis(), now, 0, 100, names));
    }

    /** Whether a page came, with whatever in it. */
    boolean isHeard() {
        return reply.failure() == null || reply.failed(Family.UNREADABLE);
    }
}
