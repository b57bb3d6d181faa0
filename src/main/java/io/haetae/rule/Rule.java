package io.haetae.rule;

import org.apache.camel.Consumer;

/** A rule at work: a route that consumes from an {@code activity:}. */
record Rule(String id, Criteria criteria, Consumer route) {}
