package io.haetae.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Every option, once. {@code application.properties} and the option table follow it, in its order. */
public enum Option {
    ACCOUNTS("accounts", "", "the accounts' names, where there are several: prod,dev"),
    ACCESS_KEY("access-key", null, List.of("NCLOUD_ACCESS_KEY", "NCLOUD_ACCESS_KEY_ID"), "the account's access key"),
    SECRET_KEY(
            "secret-key", null, List.of("NCLOUD_SECRET_KEY", "NCLOUD_SECRET_ACCESS_KEY"), "the account's secret key"),
    WEBHOOK_URL("webhook-url", null, List.of("WEBHOOK_URL"), "the Slack webhook that is told"),
    SLACK_WEBHOOK_CRITICAL("slack.webhook.critical", null, "the webhook for alerts of that severity, if it is another"),
    SLACK_WEBHOOK_HIGH("slack.webhook.high", null, "the same for high"),
    SLACK_WEBHOOK_MEDIUM("slack.webhook.medium", null, "the same for medium"),
    SLACK_WEBHOOK_LOW("slack.webhook.low", null, "the same for low"),
    SLACK_WEBHOOK_INFO("slack.webhook.info", null, "the same for info"),
    SLACK_WEBHOOK_WATCH("slack.webhook.watch", null, "the webhook for what the watch says of itself"),
    SLACK_MENTION_CRITICAL("slack.mention.critical", "", "who is called to alerts of that severity, as <!here>"),
    SLACK_MENTION_HIGH("slack.mention.high", "", "the same for high"),
    SLACK_MENTION_MEDIUM("slack.mention.medium", "", "the same for medium"),
    SLACK_MENTION_LOW("slack.mention.low", "", "the same for low"),
    SLACK_MENTION_INFO("slack.mention.info", "", "the same for info"),
    CLOUD("cloud", "public", "the zone whose tracer is read: public, gov or fin"),
    TRACER_URL("tracer-url", "https://cloudactivitytracer.apigw.ntruss.com", "the tracer's base address"),
    PROXY_URL("proxy-url", null, "the HTTP proxy on the way to the tracer and to Slack"),
    CA_FILE("ca-file", "", "certificates in PEM that count beside the platform's"),
    POLL_CRON("poll-cron", "0 * * * * ?", "when the newest records are read, as a Quartz cron with seconds"),
    POLL_OVERLAP("poll-overlap", "5m", "how far each poll reads back over what was read before"),
    SWEEP_EVERY("sweep-every", "15m", "how far behind a sweep may fall before it reads on"),
    SWEEP_AGES("sweep-ages", "15m,1h,6h,24h,7d", "the ages at which each record is read again, for late ones"),
    DELIVERY_GIVE_UP("delivery-give-up", "24h", "how long a refused alert is tried before it is a dead letter"),
    DATA("data", "data", "the folder of the store"),
    RETENTION("retention", "400d", "how long sent alerts are kept"),
    ROUTES("routes", "routes", "the folders of the rules; of files with one name, the last folder's counts"),
    RULES_OFF("rules-off", "", "rules that are switched off, by their ids"),
    TIME_ZONE("time-zone", "Asia/Seoul", "what times are told in"),
    LANGUAGE("language", "ko", "what the watch speaks of itself in: ko or en"),
    BLIND_AFTER("blind-after", "5m", "how long without a complete poll until the watch says that it is blind"),
    SILENT_AFTER("silent-after", "24h", "how long without any record until the watch says so; 0 for never"),
    LOG("log", "text", "the form of the log: text or json");

    static final String PREFIX = "haetae.";
    static final String ENVIRONMENT_PREFIX = "HAETAE_";

    /** What each account may have of its own; what is set without an account holds for all. */
    private static final Set<String> OF_AN_ACCOUNT =
            Set.of("access-key", "secret-key", "webhook-url", "cloud", "tracer-url", "poll-cron");

    private final String name;
    private final String property;
    private final String defaultValue;
    private final List<String> wellKnown;
    private final String description;

    Option(String name, String defaultValue, String description) {
        this(name, defaultValue, List.of(), description);
    }

    Option(String name, String defaultValue, List<String> wellKnown, String description) {
        this.name = name;
        this.property = PREFIX + name;
        this.defaultValue = defaultValue;
        this.wellKnown = wellKnown;
        this.description = description;
    }

    /** Its name in {@code application.properties}, as {@code haetae.poll-cron}. */
    public String property() {
        return property;
    }

    /** Its name for one account, as {@code haetae.account.prod.access-key}. */
    public String property(String account) {
        return PREFIX + "account." + account + "." + name;
    }

    /** Its name in the environment for one account, as {@code HAETAE_ACCOUNT_PROD_ACCESS_KEY}. */
    public String environment(String account) {
        return inEnvironment(property(account));
    }

    /** Whether each account may have its own. */
    public boolean ofAnAccount() {
        return OF_AN_ACCOUNT.contains(name) || name.startsWith("slack.");
    }

    private static String inEnvironment(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** All its names in the environment, the best known first: others' names for it, then {@code HAETAE_POLL_CRON}. */
    public List<String> environment() {
        return Stream.concat(wellKnown.stream(), Stream.of(inEnvironment(property)))
                .toList();
    }

    /** Null for a secret, which has none. */
    public String defaultValue() {
        return defaultValue;
    }

    /** Also read from the file that {@code …_FILE} names; never printed. */
    public boolean secret() {
        return defaultValue == null;
    }

    public String description() {
        return description;
    }
}
