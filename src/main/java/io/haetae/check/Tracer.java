package io.haetae.check;

/** One account's tracer, for who asks it by hand. */
public interface Tracer {

    /** Never throws for what goes wrong on the way: the reply names it. */
    Reply ask(Question question) throws InterruptedException;

    /** The tracer's time, as far as its answers have told it: epoch milliseconds, UTC. */
    long now();
}
