package io.haetae.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * Everything that can be configured, checked.
 *
 * @param pollCron Quartz's, with seconds
 * @param overlap how far the head reads back behind its cursor
 * @param sweepEvery a sweep is due when it is this far behind
 * @param sweepAges youngest first, at least one, each once
 * @param giveUp how long after its first failed attempt an alert becomes a dead letter
 * @param data the folder of the store
 * @param retention how long sent alerts are kept
 * @param rules where they are, and which are off
 * @param zone what the times in texts are told in
 * @param watch when the watch speaks of itself
 * @param network the way to the tracer and to Slack
 */
public record Settings(
        List<Account> accounts,
        String pollCron,
        Duration overlap,
        Duration sweepEvery,
        List<Duration> sweepAges,
        Duration giveUp,
        Path data,
        Duration retention,
        RuleSettings rules,
        ZoneId zone,
        WatchSettings watch,
        Network network) {

    public Settings {
        accounts = List.copyOf(accounts);
        sweepAges = sweepAges.stream().sorted().toList();
    }

    /** The account's own, or that of all. */
    public String pollCron(Account account) {
        return account.pollCron() == null ? pollCron : account.pollCron();
    }

    /** Of all accounts. */
    public List<Channel> channels() {
        return accounts.stream()
                .flatMap(account -> account.slack().channels().stream())
                .toList();
    }

    /** Each once; computed anew, as a webhook may be replaced. */
    public List<String> channelIds() {
        return channels().stream().map(Channel::id).distinct().toList();
    }

    /** The account's, each once, whoever shares them; null for those of all. */
    public List<String> channelIds(String account) {
        return account == null
                ? channelIds()
                : account(account).slack().channels().stream()
                        .map(Channel::id)
                        .distinct()
                        .toList();
    }

    /** With the default retention, every rule of one folder, and the straight way out. */
    public Settings(
            List<Account> accounts,
            String pollCron,
            Duration overlap,
            Duration sweepEvery,
            List<Duration> sweepAges,
            Duration giveUp,
            Path data,
            Path routes,
            ZoneId zone,
            WatchSettings watch) {
        this(
                accounts,
                pollCron,
                overlap,
                sweepEvery,
                sweepAges,
                giveUp,
                data,
                Durations.parse(Option.RETENTION.defaultValue()),
                RuleSettings.of(routes),
                zone,
                watch,
                Network.DIRECT);
    }

    /** Throws {@code IllegalArgumentException} for a name that isn't configured. */
    public Account account(String name) {
        return accounts.stream()
                .filter(account -> account.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no account is configured as " + name));
    }
}
