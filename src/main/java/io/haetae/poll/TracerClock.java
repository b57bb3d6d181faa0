package io.haetae.poll;

import java.time.Clock;

/** The tracer's time, as far as its answers' {@code Date} has told it: epoch milliseconds, UTC. */
public final class TracerClock {

    private final Clock local;
    private long offset;
    private long sentAt;

    public TracerClock(Clock local, long offset) {
        this.local = local;
        this.offset = offset;
    }

    public long now() {
        return local.millis() + offset;
    }

    /** Epoch milliseconds by this machine's clock. */
    long local() {
        return local.millis();
    }

    /** A request leaves now. */
    public void sent() {
        sentAt = local.millis();
    }

    /**
     * An answer to it came. {@code Date} tells whole seconds, so what fits between asking and hearing is no offset.
     *
     * @return how far the tracer's clock is ahead, in milliseconds
     */
    public long heard(long date) {
        long received = local.millis();
        if (date > received) {
            offset = date - received;
        } else {
            offset = date + 999 < sentAt ? date + 999 - sentAt : 0;
        }
        return offset;
    }
}
