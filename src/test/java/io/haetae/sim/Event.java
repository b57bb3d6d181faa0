package io.haetae.sim;

import java.util.Arrays;
import java.util.Random;

/** What can happen in a step, and how often among a thousand. */
enum Event {
    POLL(58),
    DELIVERIES(36),
    PAUSE(721),
    RECORDS(46),
    BURST(5),
    LATE_RECORD(46),
    ODD_RECORD(7),
    ABSENCE(6),
    OUTAGE(3),
    SILENCE(2),
    TRACER_FAULT(17),
    SLACK_FAULT(22),
    CRASH(9),
    RESTART(2),
    CLOCK_BACK(3),
    CLOCK_FORWARD(3),
    CLOCK_DRIFT(2),
    CLOCK_SET(3),
    NO_DATE(3),
    UNREADABLE(3),
    STORE_FAULT(3);

    private final int weight;

    Event(int weight) {
        this.weight = weight;
    }

    static Event draw(Random random) {
        int left = random.nextInt(TOTAL);
        for (Event event : ALL) {
            left -= event.weight;
            if (left < 0) {
                return event;
            }
        }
        throw new IllegalStateException();
    }

    private static final Event[] ALL = values();
    private static final int TOTAL =
            Arrays.stream(ALL).mapToInt(event -> event.weight).sum();
}
