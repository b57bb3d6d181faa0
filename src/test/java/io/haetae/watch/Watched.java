package io.haetae.watch;

import io.haetae.MovableClock;
import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.config.Settings;
import io.haetae.config.SlackSettings;
import io.haetae.config.WatchSettings;
import io.haetae.poll.PollEnd;
import io.haetae.store.Accounts;
import io.haetae.store.AlertQueries;
import io.haetae.store.Condition;
import io.haetae.store.Conditions;
import io.haetae.store.Cursors;
import io.haetae.store.Progress;
import io.haetae.store.Store;
import io.haetae.store.StoredAlert;
import io.haetae.tracer.TracerFailure;
import io.haetae.tracer.TracerFailure.Family;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.sqlite.SQLiteConfig;

/** An account under watch, polled by hand: the judge and its store are real. It is nine in the morning in Seoul. */
final class Watched implements AutoCloseable {

    static final String NAME = "default";
    static final Duration QUARTER = Duration.ofMinutes(15);
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final Channel CHANNEL = new Channel(new Secret("https://hooks.slack.com/services/T/B/X"));

    final MovableClock clock = new MovableClock(Instant.parse("2026-11-01T00:00:00Z"));
    final Store store;
    WatchSettings watch = new WatchSettings(Duration.ofMinutes(5), Duration.ofHours(24), Locale.ENGLISH);
    Channel channel = CHANNEL;
    Secret key = new Secret("EXAMPLEACCESSKEY1234");
    /** Where the watch speaks; null for the same. */
    Channel own;
    /** Other accounts, that come before ours. */
    List<Account> others = List.of();
    /** How far the tracer's clock is ahead of ours. */
    Duration ahead = Duration.ZERO;
    /** What the poll's last request took {@link #ahead} for, in milliseconds. */
    long assumed;

    private long nanos;
    private Judge judge;
    private int heard;

    Watched(Path folder) {
        store = Store.open(folder, SQLiteConfig.SynchronousMode.OFF);
        start();
    }

    /** A new process, if there was one before; time has not passed. */
    void start() {
        nanos += 1; // and any other origin
        judge = new Judge(settings(), store, clock, () -> nanos);
    }

    /** @param own where the watch speaks of it; null for the same */
    static Account account(String name, Secret key, Channel channel, Channel own) {
        return new Account(
                name,
                key,
                new Secret("secret"),
                URI.create("http://127.0.0.1:1"),
                new SlackSettings(channel, own == null ? Map.of() : Map.of(SlackSettings.WATCH, own), Map.of()),
                null);
    }

    Settings settings() {
        Account account = account(NAME, key, channel, own);
        return new Settings(
                Stream.concat(others.stream(), Stream.of(account)).toList(),
                "0 * * * * ?",
                Duration.ofMinutes(5),
                QUARTER,
                List.of(QUARTER, Duration.ofHours(1)),
                Duration.ofHours(24),
                Path.of("data"),
                Path.of("routes"),
                ZoneId.of("Asia/Seoul"),
                watch);
    }

    void pass(Duration time) {
        clock.advance(time);
        nanos += time.toNanos();
    }

    /** Somebody sets our clock. */
    void step(Duration by) {
        clock.advance(by);
        ahead = ahead.minus(by);
    }

    long tracer() {
        return clock.millis() + ahead.toMillis();
    }

    /** As the poll route does before its first request. */
    void begins() {
        new Cursors(store).begin(NAME, clock.millis() - 1_200_000, List.of(QUARTER, Duration.ofHours(1)), Map.of());
        judge.begins(NAME);
    }

    /** A minute passes, then a poll that reads everything. */
    void poll() {
        pass(MINUTE);
        begins();
        headOnly();
        sweepsTo(tracer());
        end(true, true, null, ahead.toMillis());
    }

    /** The head's window is saved: what follows in the poll is up to the test. */
    void headOnly() {
        new Cursors(store).move(NAME, new Progress(Map.of(Cursors.HEAD, tracer()), 0, 0, null, "page,size", tracer()));
    }

    void sweepsTo(long now) {
        new Cursors(store)
                .move(
                        NAME,
                        new Progress(
                                Map.of(QUARTER, now - QUARTER.toMillis(), Duration.ofHours(1), now - 3_600_000),
                                0,
                                0,
                                null,
                                null,
                                null));
    }

    /** A minute passes, then a poll whose first request fails. */
    void fail(Family family) {
        fail(family, family == Family.CONNECTION ? null : (Long) ahead.toMillis());
    }

    void fail(Family family, Long skew) {
        pass(MINUTE);
        begins();
        failed(family);
        end(false, false, family, skew);
    }

    private void failed(Family family) {
        new Accounts(store).failed(NAME, family.name(), null, family.words(), 0, clock.millis());
    }

    /** A poll has ended. */
    void end(boolean complete, boolean good, Family family, Long skew) {
        TracerFailure failure = family == null ? null : new TracerFailure(family, null, null);
        judge.ended(new PollEnd(NAME, tracer(), complete, good, failure, skew, skew == null ? 0 : skew - assumed));
        assumed = skew == null ? assumed : skew;
    }

    void tick() {
        judge.tick(NAME);
    }

    void sql(String sql, Object... arguments) {
        store.write(handle -> handle.execute(sql, arguments));
    }

    /** What was told since the last time, as {@code rule ordinal severity text}. */
    List<String> told() {
        List<StoredAlert> alerts = new AlertQueries(store).list(null);
        List<String> news = new ArrayList<>();
        for (StoredAlert stored : alerts.subList(heard, alerts.size())) {
            if (stored.alert().rule().startsWith(Conditions.RULE)) {
                news.add(stored.alert().rule().substring(Conditions.RULE.length()) + " "
                        + stored.alert().ordinal() + " "
                        + stored.alert().severity().word() + " "
                        + stored.alert().text());
            }
        }
        heard = alerts.size();
        return news;
    }

    /** As {@link #told}, but only {@code rule ordinal}. */
    List<String> toldBriefly() {
        return told().stream()
                .map(line -> String.join(" ", List.of(line.split(" ")).subList(0, 2)))
                .toList();
    }

    List<Condition> open() {
        return store.read((Handle handle) -> Conditions.open(handle, NAME));
    }

    List<String> openKinds() {
        return open().stream().map(Condition::kind).toList();
    }

    @Override
    public void close() {
        store.close();
    }
}
