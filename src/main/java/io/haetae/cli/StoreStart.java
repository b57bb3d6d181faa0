package io.haetae.cli;

import io.haetae.config.Account;
import io.haetae.config.Settings;
import io.haetae.config.Text;
import io.haetae.store.Alert;
import io.haetae.store.Fault;
import io.haetae.store.FolderInUse;
import io.haetae.store.NativeFolder;
import io.haetae.store.Outbox;
import io.haetae.store.Severity;
import io.haetae.store.SoundStore;
import io.haetae.store.Store;
import io.haetae.store.StoreException;
import io.haetae.watch.StoreAtStart;
import io.haetae.watch.StoreTexts;
import io.haetae.watch.StoreTold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the store for a watch that begins; if that fails, its people hear of it in their channels, too. */
final class StoreStart {

    /** The rule that an alert about the store itself names. */
    private static final String RULE = "haetae-store";

    /** As long as a running watch waits for its store; an upgrade of a big one may want more. */
    private static final Duration PATIENCE = Duration.ofSeconds(Integer.getInteger("haetae.start-patience", 30));

    private static final Logger LOG = LoggerFactory.getLogger(StoreStart.class);

    private final Settings settings;
    private final Clock clock;
    private final Duration patience;

    StoreStart(Settings settings, Clock clock) {
        this(settings, clock, PATIENCE);
    }

    StoreStart(Settings settings, Clock clock, Duration patience) {
        this.settings = settings;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * A store that can be read and written. Throws {@link FolderInUse} and {@link StoreException}; after
     * {@link Fault#HANGS} a thread still hangs in the data folder.
     *
     * @param ahead what touches the data folder before
     * @param fresh sets a damaged store aside; throws {@link SoundStore} if it is well
     * @param since where a first start begins, epoch milliseconds, UTC; null for now
     */
    Store open(Ahead ahead, boolean fresh, Long since) throws Exception {
        try {
            return inTime(ahead, fresh, since);
        } catch (FolderInUse | SoundStore e) {
            throw e; // nothing is wrong with the store: nobody needs to get up
        } catch (StoreException e) {
            StoreAtStart.tell(settings, e, clock);
            boolean folder = e.fault() == Fault.CANT_OPEN || e.fault() == Fault.READ_ONLY;
            throw folder ? new StoreException(Text.of("cli.store.folder", e.text()), e) : e;
        }
    }

    /** In a thread of its own: a disk that hangs, as one over the network, must not keep us from saying so. */
    private Store inTime(Ahead ahead, boolean fresh, Long since) throws Exception {
        FutureTask<Store> opening = new FutureTask<>(() -> {
            ahead.await();
            return opened(fresh, since);
        });
        Thread thread = new Thread(opening, "haetae-store-start");
        thread.setDaemon(true);
        thread.start();
        try {
            // fresh reads the whole store through, however big it is, and whoever has asked for it looks on
            return fresh ? opening.get() : opening.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw Store.hangs(settings.data());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception failure) {
                throw failure;
            }
            throw (Error) e.getCause();
        }
    }

    private Store opened(boolean fresh, Long since) {
        NativeFolder natives = NativeFolder.in(settings.data());
        boolean made = Files.notExists(settings.data().resolve(Store.FILE));
        Store store = fresh
                ? Store.fresh(
                        settings.data(), clock.instant().atZone(settings.zone()), (tx, aside) -> tell(tx, aside, since))
                : Store.open(settings.data());
        try {
            store.probe(); // a store that may only be read opens like any other
            natives.sweep();
            StoreTold told = new StoreTold(settings.data());
            if (made && told.isOpen()) {
                store.write(tx -> tell(tx, Optional.empty(), since)); // the whole folder went with it
            }
            told.prepare();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private void tell(Handle tx, Optional<Path> aside, Long since) {
        long now = clock.millis();
        long begin = FirstStart.from(settings, since, now);
        StoreTexts texts = new StoreTexts(settings);
        List<Alert> alerts = settings.accounts().stream()
                .map(Account::name)
                .map(account -> new Alert(
                        account,
                        RULE,
                        "set-aside-" + now,
                        0,
                        Severity.HIGH,
                        texts.fresh(account, aside, now, begin),
                        now,
                        aside.map(path -> Map.of("set aside", path.toString())).orElse(Map.of())))
                .toList();
        new Outbox().add(tx, alerts, now);
        new StoreTold(settings.data()).over(); // the line above is the end of what was told of the last one
        LOG.warn(
                "{}: this is a first start",
                aside.map(path -> "the damaged store was set aside as " + path).orElse("the store was gone"));
    }
}
