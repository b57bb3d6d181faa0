package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.haetae.MovableClock;
import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.config.Settings;
import io.haetae.config.WatchSettings;
import io.haetae.deliver.DeliverRoute;
import io.haetae.deliver.WebhookSlackComponent;
import io.haetae.sandbox.Fault;
import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SlackPost;
import io.haetae.store.Store;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The route over real HTTP: what people read of a broken store, and when. */
class StoreWatchTest {

    private static final String FROM = "2026-11-25 23:07:00";

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-25T14:07:00Z"));
    private final SandboxSlack slack = SandboxSlack.start(clock);
    private Duration patience = Duration.ofMinutes(1);
    private Settings settings;
    private Path file;
    private Path away;
    private Store store;
    private DefaultCamelContext context;
    private ProducerTemplate template;

    @BeforeEach
    void start() throws Exception {
        file = folder.resolve("data/haetae.db");
        away = folder.resolve("away");
        settings = settings(Locale.KOREAN);
        open();
    }

    @AfterEach
    void stop() throws IOException {
        close();
        slack.close();
    }

    private Settings settings(Locale language) {
        Channel channel = new Channel(new Secret(slack.webhook().toString()));
        return new Settings(
                List.of(account("prod", channel), account("dev", channel)),
                "0 * * * * ?",
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                List.of(Duration.ofMinutes(15)),
                Duration.ofHours(24),
                folder.resolve("data"),
                folder,
                ZoneId.of("Asia/Seoul"),
                new WatchSettings(Duration.ofMinutes(5), Duration.ofHours(24), language));
    }

    private static Account account(String name, Channel channel) {
        return new Account(name, new Secret("key"), new Secret("secret"), URI.create("http://127.0.0.1:1"), channel);
    }

    private void open() throws Exception {
        store = Store.open(settings.data());
        context = new DefaultCamelContext();
        context.addComponent(DeliverRoute.SLACK, new WebhookSlackComponent(settings, WebhookSlackComponent.DEADLINE));
        StoreTold told = new StoreTold(settings.data(), folder);
        context.addRoutes(new StoreRoute(new StoreWatch(store, settings, clock, new Random(), told, patience)));
        context.start();
        template = context.createProducerTemplate();
    }

    private void close() throws IOException {
        context.close();
        store.close();
    }

    private void look() {
        template.request(StoreRoute.WATCH_ENTRY, exchange -> {});
    }

    private void looks(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= StoreRoute.EVERY.toMillis()) {
            clock.advance(StoreRoute.EVERY);
            look();
        }
    }

    private void breaks() throws IOException {
        Files.move(file, away);
        look();
    }

    private void heals() throws IOException {
        Files.move(away, file);
        look();
    }

    private List<String> told() {
        return slack.messages().stream().map(SlackPost::text).toList();
    }

    @Test
    void tellsBeginningAndEndOnceInKorean() throws Exception {
        look();
        breaks();
        looks(Duration.ofSeconds(90));
        assertThat(told())
                .containsExactly(
                        "[Haetae] prod, dev: " + FROM
                                + "부터 저장소에 장애가 있어, 정상으로 돌아올 때까지 기록을 읽지 못하고 알림도 보내지 못합니다. 원인: " + file
                                + " 파일이 없어졌습니다. 조치: 파일을 되돌려 놓거나 온전한 백업을 그 자리에 두세요. 새로 시작하려면 감시를 멈추고 run --fresh-store로 한 번 시작해 주세요. 저장소가 정상이 되면 감시는 저절로 이어집니다.");
        heals();
        looks(Duration.ofSeconds(60));
        assertThat(told())
                .hasSize(2)
                .last()
                .isEqualTo("[Haetae] prod, dev: 저장소가 정상으로 돌아왔습니다. 장애: " + FROM
                        + "부터 2026-11-25 23:08:30까지(1분 30초). 그동안의 기록을 지금 읽고, 저장소에서 기다리던 알림을 보냅니다.");
        assertThat(slack.posts().get(0).payload().get("mrkdwn").asBoolean()).isFalse();
    }

    @Test
    void tellsBeginningAndEndInEnglish() throws Exception {
        close();
        settings = settings(Locale.ENGLISH);
        open();
        breaks();
        clock.advance(Duration.ofMinutes(61));
        heals();
        assertThat(told())
                .containsExactly(
                        "[Haetae] prod, dev: the store has failed since " + FROM
                                + "; nothing is read or sent until it is well. Cause: " + file
                                + " is gone. What to do: put it back, or a sound backup in its place; to begin anew, stop the watch and start it once with run --fresh-store."
                                + " As soon as the store is well, the watch goes on by itself.",
                        "[Haetae] prod, dev: the store is well again; it had failed from " + FROM
                                + " to 2026-11-26 00:08:00 (1h1m). What happened meanwhile is read now,"
                                + " and what waits in it is sent.");
    }

    @Test
    void aStoreThatFlapsIsToldOnceAnHour() throws Exception {
        for (int i = 0; i < 5; i++) {
            breaks();
            looks(Duration.ofMinutes(1));
            heals();
            looks(Duration.ofMinutes(1));
        }
        assertThat(told()).hasSize(2);
        breaks();
        looks(Duration.ofMinutes(4));
        assertThat(told()).hasSize(2);
        looks(Duration.ofMinutes(2));
        assertThat(told()).as("it lasts: that is no flapping").hasSize(3);
        assertThat(told().get(2)).contains("2026-11-25 23:17:00부터");
        heals();
        assertThat(told()).hasSize(4);
    }

    @Test
    void isTriedAgainWithRestraintUntilItIsTold() throws Exception {
        slack.always(Fault.status(503, "down"));
        breaks();
        looks(Duration.ofMinutes(2));
        assertThat(slack.posts()).hasSizeBetween(2, 5);
        heals();
        slack.heal();
        looks(Duration.ofMinutes(5));
        assertThat(told()).hasSize(2);
        assertThat(told().get(0)).contains("장애가 있어");
        assertThat(told().get(1)).contains("정상으로 돌아왔습니다");
    }

    @Test
    void whatSlackAsksForIsWaitedFor() throws Exception {
        slack.answerNext(429, "rate_limited", "Retry-After", "120");
        breaks();
        looks(Duration.ofSeconds(115));
        assertThat(slack.posts()).hasSize(1);
        looks(Duration.ofSeconds(10));
        assertThat(told()).hasSize(1);
    }

    @Test
    void aRestartNeitherRepeatsNorForgets() throws Exception {
        breaks();
        close();
        Files.move(away, file);
        clock.advance(Duration.ofMinutes(3));
        open();
        look();
        assertThat(told()).hasSize(2);
        assertThat(told().get(1)).contains("장애: " + FROM + "부터 2026-11-25 23:10:00까지(3분)");
        close();
        open();
        breaks();
        assertThat(told()).hasSize(2);
        clock.advance(Duration.ofHours(1));
        look();
        assertThat(told()).hasSize(3);
    }

    @Test
    void aBackupPutInItsPlaceIsNoTrouble() throws Exception {
        Path backup = folder.resolve("backup");
        store.read(handle -> handle.execute("vacuum into '" + backup + "'"));
        look();
        Files.move(backup, file, StandardCopyOption.REPLACE_EXISTING);
        look();
        looks(Duration.ofSeconds(10));
        assertThat(told()).isEmpty();
    }

    @Test
    void aDiskThatHangsIsToldOf() throws Exception {
        settings = settings(Locale.ENGLISH);
        patience = Duration.ofMillis(100);
        close();
        open();
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        Thread use = new Thread(() -> store.read(handle -> {
            hangs.countDown();
            try {
                return over.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        use.start();
        assertThat(hangs.await(1, TimeUnit.MINUTES)).isTrue();
        look();
        look();
        assertThat(told()).singleElement().asString().contains("Cause: " + file + " does not answer.");
        over.countDown();
        use.join();
        clock.advance(Duration.ofMinutes(1));
        await().untilAsserted(() -> {
            look();
            assertThat(told()).hasSize(2);
        });
        assertThat(told().get(1)).contains("the store is well again");
    }

    @Test
    void aFolderThatCantBeReadAnyMoreMakesNobodyTellItAgain() throws Exception {
        breaks();
        assertThat(told()).hasSize(1);
        close();
        Path moved = folder.resolve("moved"); // who is root may read whatever is there
        Files.move(settings.data(), moved);
        assertThat(new StoreTold(settings.data(), folder).isOpen()).isTrue();
        Files.move(moved, settings.data());
        Files.move(away, file);
        open();
        look();
        assertThat(told()).hasSize(2);
        assertThat(new StoreTold(settings.data(), folder).isOpen()).isFalse();
    }

    @Test
    void anEndThatWasToldWhileTheFolderWasAwayCounts() throws Exception {
        StoreTold told = new StoreTold(settings.data(), folder);
        told.write(List.of(new StoreTold.Told("a", 1, 2, true)));
        Path moved = folder.resolve("moved");
        Files.move(settings.data(), moved);
        told.write(List.of(new StoreTold.Told("a", 1, 2, false)));
        Files.move(moved, settings.data());
        assertThat(told.isOpen()).isFalse();
    }

    @Test
    void theWholeFolderGoneIsRememberedElsewhere() throws Exception {
        Path moved = folder.resolve("moved");
        Files.move(settings.data(), moved);
        look();
        assertThat(told()).hasSize(1);
        close();
        Files.move(moved, settings.data());
        open();
        look();
        assertThat(told()).hasSize(2);
        assertThat(settings.data().resolve(StoreTold.FILE)).exists();
        assertThat(folder.toFile().list((dir, name) -> name.startsWith("haetae-store-told")))
                .isEmpty();
    }
}
