package io.haetae.sim;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** True time, which the tracer keeps, and the local clock, which may be off. Epoch milliseconds, UTC. */
final class SimTime extends Clock {

    private long server = Instant.parse("2024-06-01T00:00:00Z").toEpochMilli();
    private double skew;
    private int drift;

    SimTime(long skew) {
        this.skew = skew;
    }

    void pass(long millis) {
        server += millis;
        skew += millis * drift / 1e6;
    }

    long server() {
        return server;
    }

    long local() {
        return server + skew();
    }

    /** By a clock that can't be set. */
    long nanos() {
        return server * 1_000_000;
    }

    /** How far the local clock is ahead. */
    long skew() {
        return Math.round(skew);
    }

    /** The local clock jumps. */
    void step(long millis) {
        skew += millis;
    }

    /** From here on the local clock gains so many milliseconds in a thousand seconds. */
    void drift(int parts) {
        drift = parts;
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
