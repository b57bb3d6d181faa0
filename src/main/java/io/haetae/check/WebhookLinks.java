package io.haetae.check;

import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Settings;
import io.haetae.config.Text;
import io.haetae.deliver.DeliverRoute;
import io.haetae.deliver.SlackAnswer;
import io.haetae.deliver.SlackFailure;
import io.haetae.deliver.Verdict;
import io.haetae.watch.StoreLine;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** The links to Slack: each distinct webhook once. No text of theirs holds the webhook. */
final class WebhookLinks {

    private static final Set<String> SLACKS = Set.of("hooks.slack.com", "hooks.slack-gov.com");
    private static final String PATH = "/services/[A-Za-z0-9]+/[A-Za-z0-9]+/[A-Za-z0-9]+";
    private static final String NAME = "webhook";
    private static final String SENDING = "test line";

    private final Settings settings;
    private final ProducerTemplate template;
    private final Told told;

    WebhookLinks(Settings settings, ProducerTemplate template, Told told) {
        this.settings = settings;
        this.template = template;
        this.told = told;
    }

    void check(boolean send) {
        accounts(settings).forEach((channel, accounts) -> {
            told.part(
                    Text.of("check.channel", channel.id()),
                    Text.of("check.channel.of", channel.id(), String.join(", ", accounts)));
            Link plausible = plausible(URI.create(channel.webhook().reveal()));
            told.link(plausible);
            if (!plausible.isOk()) {
                told.link(Link.skipped(SENDING, NAME));
            } else if (send) {
                told.link(sent(channel, accounts));
            } else {
                told.link(Link.skipped(SENDING, Text.of("check.send")));
            }
        });
    }

    /** Each channel with the names of the accounts that speak in it. */
    private static Map<Channel, Set<String>> accounts(Settings settings) {
        Map<Channel, Set<String>> accounts = new LinkedHashMap<>();
        for (Account account : settings.accounts()) {
            for (Channel channel : account.slack().channels()) {
                accounts.computeIfAbsent(channel, one -> new TreeSet<>()).add(account.name());
            }
        }
        return accounts;
    }

    private static Link plausible(URI webhook) {
        String host = webhook.getHost().toLowerCase(Locale.ROOT);
        if (!SLACKS.contains(host)) {
            return Link.ok(NAME, Text.of("check.webhook.other", host));
        }
        return String.valueOf(webhook.getPath()).matches(PATH)
                ? Link.ok(NAME, Text.of("check.webhook.ok", host))
                : Link.failed(NAME, Text.of("check.webhook.bad", host), Text.of("check.webhook.bad.todo"));
    }

    private Link sent(Channel channel, Set<String> accounts) {
        Text text = Text.of("check.sent.line", String.join(", ", accounts));
        StoreLine line = new StoreLine(channel.id(), text.in(settings.watch().language()));
        Exchange exchange = template.send(
                DeliverRoute.SLACK + ":" + channel.id(),
                post -> post.getMessage().setBody(line.payload()));
        SlackAnswer answer = exchange.getException() == null
                ? exchange.getMessage().getBody(SlackAnswer.class)
                : exchange.getException() instanceof SlackFailure failure
                        ? failure.answer()
                        : SlackAnswer.unpostable(
                                exchange.getException().getClass().getSimpleName());
        return answer.verdict() == Verdict.DELIVERED
                ? Link.ok(SENDING, Text.of("check.sent"))
                : Link.failed(
                        SENDING,
                        why(answer),
                        todo(answer, URI.create(channel.webhook().reveal())));
    }

    private static Text why(SlackAnswer answer) {
        return switch (answer.verdict()) {
            case UNSENT -> Text.of("check.sent.unsent", answer.cause());
            case LOST -> Text.of("check.sent.lost", answer.cause());
            default -> Text.asItIs(answer.reason());
        };
    }

    private Text todo(SlackAnswer answer, URI webhook) {
        return switch (answer.verdict()) {
            case CHANNEL_REFUSED -> Text.of("check.sent.refused");
            case THROTTLED -> Text.of("check.sent.throttled");
            case UNSENT -> way(answer, webhook);
            case LOST -> Text.of("check.sent.way");
            case ODD -> Text.of("check.sent.odd");
            default -> Text.of("check.sent.slack");
        };
    }

    private Text way(SlackAnswer answer, URI webhook) {
        if (answer.cause().contains("PKIX")) {
            return Text.of("check.sent.ca");
        }
        return settings.network()
                .proxyTo(webhook)
                .map(proxy -> Text.of("check.sent.proxy", proxy, webhook.getHost()))
                .orElse(Text.of("check.sent.way"));
    }
}
