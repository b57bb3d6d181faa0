package io.haetae.check;

import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Settings;
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
    private static final String COPY = "copy it once more from the channel's incoming webhook";

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
            told.part("channel " + channel.id() + " of " + String.join(", ", accounts));
            Link plausible = plausible(URI.create(channel.webhook().reveal()));
            told.link(plausible);
            if (!plausible.isOk()) {
                told.link(Link.skipped(SENDING, "as " + NAME + " failed"));
            } else if (send) {
                told.link(sent(channel, accounts));
            } else {
                told.link(Link.skipped(SENDING, "--send would send one"));
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
            return Link.ok(NAME, host + " is not Slack's own host: right if it speaks Slack's webhooks");
        }
        return String.valueOf(webhook.getPath()).matches(PATH)
                ? Link.ok(NAME, "looks like one of " + host)
                : Link.failed(
                        NAME, "is none of Slack's incoming webhooks: those are https://" + host + "/services/…", COPY);
    }

    private Link sent(Channel channel, Set<String> accounts) {
        StoreLine line = new StoreLine(channel.id(), text(accounts));
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
                ? Link.ok(SENDING, "Slack has taken it")
                : Link.failed(SENDING, answer.reason(), todo(answer.verdict()));
    }

    private String text(Set<String> accounts) {
        String names = String.join(", ", accounts);
        return settings.watch().language().equals(Locale.KOREAN)
                ? "[Haetae] " + names + ": 점검 메시지입니다(bin/haetae check --send). 조치할 일은 없습니다."
                : "[Haetae] " + names + ": a test line (bin/haetae check --send). Nothing needs to be done.";
    }

    private static String todo(Verdict verdict) {
        return switch (verdict) {
            case CHANNEL_REFUSED -> "is the webhook still there? If it was removed, make a new one";
            case THROTTLED -> "wait a minute, then check again";
            case UNSENT, LOST -> "is the way out open: DNS, firewall, proxy?";
            case ODD -> "does a proxy or another server answer in Slack's place?";
            default -> "does status.slack.com show trouble?";
        };
    }
}
