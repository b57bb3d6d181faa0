package io.haetae.config;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** A Quartz cron, looked at for the longest time it stays silent. */
final class PollCron {

    private final CronExpression expression;

    private PollCron(CronExpression expression) {
        this.expression = expression;
    }

    static PollCron of(String text, ZoneId zone) throws ParseException {
        CronExpression expression = new CronExpression(text);
        expression.setTimeZone(TimeZone.getTimeZone(zone));
        return new PollCron(expression);
    }

    /**
     * Whether it ever stays silent for longer than this within the next hour (or, if it is choosy about hours, day; about
     * days, year). Hops from a firing to the last one within the limit, as no longer silence fits in between: a cron of
     * every second has too many firings to look at each.
     */
    boolean slowerThan(Duration limit, Instant now) {
        long end = now.plus(period()).getEpochSecond();
        Optional<Long> firing = next(now.getEpochSecond());
        if (firing.isEmpty() || firing.get() - now.getEpochSecond() > limit.toSeconds()) {
            return true;
        }
        while (firing.isPresent() && firing.get() < end) {
            long last = lastWithin(firing.get(), limit.toSeconds());
            if (last == firing.get()) {
                return true;
            }
            firing = Optional.of(last);
        }
        return firing.isEmpty(); // it ends some day, as one with a year does
    }

    /** The last firing not later than {@code firing + seconds}; epoch seconds. */
    private long lastWithin(long firing, long seconds) {
        long low = firing;
        long high = firing + seconds;
        while (low < high) {
            Optional<Long> next = next(low + (high - low) / 2);
            if (next.isPresent() && next.get() <= high) {
                low = next.get();
            } else {
                high = low + (high - low) / 2;
            }
        }
        return low;
    }

    private Optional<Long> next(long epochSecond) {
        return Optional.ofNullable(expression.getNextValidTimeAfter(Date.from(Instant.ofEpochSecond(epochSecond))))
                .map(date -> date.toInstant().getEpochSecond());
    }

    /** After it the firings come as before. The shorter it is, the fewer there are to look at while a start waits. */
    private Duration period() {
        String[] fields = expression.getCronExpression().strip().split("\\s+");
        boolean everyDay =
                "*?".contains(fields[3]) && fields[4].equals("*") && "*?".contains(fields[5]) && fields.length == 6;
        if (!everyDay) {
            return Duration.ofDays(366);
        }
        return fields[2].equals("*") ? Duration.ofHours(1) : Duration.ofDays(1);
    }
}
