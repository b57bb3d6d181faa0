package io.haetae.sim;

import java.util.Arrays;
import java.util.Random;

/** What can happen in a step, and how often among a thousand. */
enum Event {
    POLL(344),
    DELIVERIES(180),
    RECORDS(130),
    BURST(25),
    LATE_RECORD(95),
    ODD_RECORD(5),
    ABSENCE(20),
    OUTAGE(10),
    TRACER_FAULT(45),
    SLACK_FAULT(50),
    CRASH(38),
    RESTART(9),
    CLOCK_BACK(4),
    CLOCK_FORWARD(4),
    CLOCK_DRIFT(4),
    NO_DATE(10),
    UNREADABLE(8),
    STORE_FAULT(4);

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
