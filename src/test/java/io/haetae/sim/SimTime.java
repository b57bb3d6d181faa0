package io.haetae.sim;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** True time, which the tracer keeps, and the local clock, which may be off. Epoch milliseconds, UTC. */
final class SimTime extends Clock {

    private long server = Instant.parse("2024-06-01T00:00:00Z").toEpochMilli();
    private final long skew;

    SimTime(long skew) {
        this.skew = skew;
    }

    void pass(long millis) {
        server += millis;
    }

    long server() {
        return server;
    }

    long local() {
        return server + skew;
    }

    /** By a clock that can't be set. */
    long nanos() {
        return server * 1_000_000;
    }

    long skew() {
        return skew;
    }

    @Override
    public long millis() {
        return local();
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(local());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
