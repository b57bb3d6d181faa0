package io.haetae.watch;

import io.haetae.config.Account;
import io.haetae.config.Settings;
import io.haetae.deliver.Backoff;
import io.haetae.deliver.SlackAnswer;
import io.haetae.store.Fault;
import io.haetae.store.Store;
import io.haetae.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The condition {@code store}: looks whether the store is well, and says what is to be told of it, past the store. It is
 * told in each channel when it begins, at most once an hour, and its end whenever its beginning was told.
 */
public final class StoreWatch {

    /** The store mends these by itself at its next use, or turns out to be worse. */
    private static final Set<Fault> PASSING = Set.of(Fault.REPLACED, Fault.JOURNAL_GONE, Fault.TRUNCATED);

    /** Longer than another program's lock is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Duration patience;
    private final Store store;
    private final Clock clock;
    private final StoreTold told;
    private final Settings settings;
    private final StoreTexts texts;
    private final Backoff backoff;
    private final Map<String, StoreTelling> channels = new LinkedHashMap<>();
    private StoreException failed;
    private long since;
    private CompletableFuture<StoreException> probing;

    /** @param jitter what waits are spread by */
    public StoreWatch(Store store, Settings settings, Clock clock, RandomGenerator jitter, StoreTold told) {
        this(store, settings, clock, jitter, told, PATIENCE);
    }

    /** @param patience how long a look may take */
    StoreWatch(Store store, Settings settings, Clock clock, RandomGenerator jitter, StoreTold told, Duration patience) {
        this.patience = patience;
        this.backoff = new Backoff(jitter);
        this.store = store;
        this.clock = clock;
        this.told = told;
        this.settings = settings;
        this.texts = new StoreTexts(settings);
        follow(told.read());
    }

    /** The channels are those of now: a webhook in a file may be replaced. */
    private void follow(Map<String, StoreTold.Told> before) {
        Map<String, List<String>> accounts = accounts(settings);
        channels.keySet().retainAll(accounts.keySet());
        accounts.forEach((id, names) -> channels.computeIfAbsent(
                        id, other -> new StoreTelling(other, texts, before.get(other)))
                .isOf(names));
    }

    /** The accounts' names by their channel's id, in their order. */
    static Map<String, List<String>> accounts(Settings settings) {
        return settings.accounts().stream()
                .collect(Collectors.groupingBy(
                        account -> account.slack().watch().id(),
                        LinkedHashMap::new,
                        Collectors.mapping(Account::name, Collectors.toList())));
    }

    /** Looks, and gives back the lines that are due now, at most one a channel. */
    public synchronized List<StoreLine> look() {
        StoreException found = probe();
        long now = clock.millis();
        if (found != null && failed == null) {
            since = now;
        }
        failed = found;
        follow(Map.of());
        channels.values().forEach(channel -> channel.look(failed, since, now));
        return channels.values().stream()
                .map(channel -> channel.due(now))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Of lines at once. */
    int most() {
        return settings.accounts().size();
    }

    private StoreException probe() {
        StoreException found = tried();
        return found != null && found.fault() != null && PASSING.contains(found.fault()) ? tried() : found;
    }

    /** In a thread of its own: a disk that hangs must not keep us from saying so. */
    private StoreException tried() {
        if (probing == null) {
            probing = CompletableFuture.supplyAsync(this::failure, StoreWatch::start);
        }
        try {
            StoreException found = probing.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            probing = null;
            return found;
        } catch (TimeoutException e) {
            return store.hangs();
        } catch (ExecutionException e) {
            probing = null;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static void start(Runnable probe) {
        Thread thread = new Thread(probe, "haetae-store-probe");
        thread.setDaemon(true);
        thread.start();
    }

    private StoreException failure() {
        try {
            store.probe();
            return null;
        } catch (StoreException e) {
            return e;
        }
    }

    public synchronized void told(StoreLine line) {
        StoreTelling channel = channels.get(line.channel());
        if (channel != null) {
            channel.told(line, clock.millis());
        }
        told.write(channels.values().stream()
                .map(StoreTelling::stamp)
                .filter(Objects::nonNull)
                .toList());
    }

    /** The line is due again, not before the answer allows it. */
    public synchronized void untold(StoreLine line, SlackAnswer answer) {
        StoreTelling channel = channels.get(line.channel());
        if (channel != null) {
            channel.untold(line, answer, backoff, clock.millis());
        }
    }
}
