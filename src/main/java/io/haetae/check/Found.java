package io.haetae.check;

/** What the check found of an account, for a report that goes on from there. */
public record Found(Politeness tracer, Dialect dialect, Day day) {}
