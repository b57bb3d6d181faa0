package io.haetae.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.config.Account;
import io.haetae.config.ChangingSecret;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.config.SlackSettings;
import io.haetae.store.Alert;
import io.haetae.store.Severity;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who hears of what, over real HTTP: by account, by severity, and where the watch speaks. */
class SeveralChannelsTest extends DeliveryFixture {

    private static final String CRITICAL = "/critical-of-all";
    private static final String WATCH = "/the-watch-itself";
    private static final String DEV = "/all-of-dev";

    private final Map<String, Secret> webhooks = new java.util.HashMap<>();

    @Override
    Map<String, Secret> webhooks() {
        webhooks.putAll(super.webhooks());
        return webhooks;
    }

    private Account account(String name, String main, Map<String, String> byKind, Map<String, String> mentions) {
        Map<String, Channel> channels = new java.util.TreeMap<>();
        byKind.forEach((kind, path) -> channels.put(kind, channel(path)));
        return new Account(
                name,
                new Secret(name),
                new Secret("secret"),
                URI.create("http://127.0.0.1:1"),
                new SlackSettings(channel(main), channels, mentions),
                null);
    }

    private Channel channel(String path) {
        return new Channel(new Secret(slack.url(path)));
    }

    private Alert alert(String account, String rule, Severity severity, String text) {
        return new Alert(account, rule, text, 0, severity, text, clock.millis(), Map.of());
    }

    private void configure(Account... accounts) throws Exception {
        reconfigure(settings(List.of(accounts)));
    }

    @Test
    void eachAlertGoesToItsChannelAndNoOther() throws Exception {
        Map<String, String> own = Map.of("critical", CRITICAL, "watch", WATCH);
        configure(
                account("prod", PATH, own, Map.of("critical", "<!here>", "high", "<@U1>")),
                account("dev", DEV, Map.of("critical", CRITICAL), Map.of()));
        add(
                alert("prod", "root-login", Severity.CRITICAL, "a"),
                alert("prod", "root-login", Severity.HIGH, "b <!channel>"),
                alert("prod", "haetae-blind", Severity.CRITICAL, "c"),
                alert("dev", "root-login", Severity.CRITICAL, "d"),
                alert("dev", "haetae-blind", Severity.LOW, "e"),
                alert("dev", "root-login", Severity.LOW, "f"));
        ticks(3);
        assertThat(slack.texts(CRITICAL)).containsExactly("<!here> a\nd");
        assertThat(slack.texts(PATH)).containsExactly("<@U1> b &lt;!channel&gt;");
        assertThat(slack.texts(WATCH)).containsExactly("<!here> c");
        assertThat(slack.texts(DEV)).containsExactly("e\nf");
        assertThat(counts()).containsEntry("sent", 6L);
    }

    @Test
    void aClaimWhoseWebhookIsReplacedAfterALongHoldStopsNobody() throws Exception {
        String[] path = {PATH};
        Secret webhook = ChangingSecret.of(() -> slack.url(path[0]));
        Account prod = new Account(
                "prod", new Secret("prod"), new Secret("s"), URI.create("http://127.0.0.1:1"), new Channel(webhook));
        configure(prod, account("dev", DEV, Map.of(), Map.of()));
        slack.next(StubSlack.answer(404, "no_service"));
        add(alert("prod", "root-login", Severity.HIGH, "a"));
        tick();
        clock.advance(java.time.Duration.ofHours(5));
        slack.next(StubSlack.answer(404, "no_service"));
        slack.onPost(() -> {
            path[0] = "/replaced";
            webhooks();
        });
        tick();
        add(alert("dev", "root-login", Severity.HIGH, "b"));
        ticks(3);
        assertThat(slack.texts(DEV)).containsExactly("b");
        assertThat(slack.texts("/replaced")).containsExactly("a");
        assertThat(counts()).containsEntry("sent", 2L);
    }

    @Test
    void whatOneTickIsSendingIsNotLeftBehindForAnother() throws Exception {
        configure(account("prod", PATH, Map.of(), Map.of()), account("dev", DEV, Map.of(), Map.of()));
        add(alert("prod", "root-login", Severity.HIGH, "a"), alert("dev", "root-login", Severity.HIGH, "b"));
        slack.onPost(() -> deliver("dev")); // while prod's is under way
        deliver("prod");
        tick();
        tick();
        assertThat(slack.texts(PATH)).containsExactly("a");
        assertThat(slack.texts(DEV)).containsExactly("b");
        assertThat(counts()).containsEntry("sent", 2L);
    }
}
