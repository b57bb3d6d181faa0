package io.haetae.sim;

import java.util.Arrays;
import java.util.Random;

/** What can happen in a step, and how often among a thousand. */
enum Event {
    POLL(90),
    DELIVERIES(70),
    PAUSE(560),
    RECORDS(70),
    BURST(6),
    LATE_RECORD(70),
    ODD_RECORD(8),
    ABSENCE(8),
    OUTAGE(4),
    SILENCE(2),
    TRACER_FAULT(27),
    SLACK_FAULT(36),
    CRASH(11),
    RESTART(3),
    CLOCK_BACK(4),
    CLOCK_FORWARD(4),
    CLOCK_DRIFT(4),
    CLOCK_SET(5),
    NO_DATE(7),
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
