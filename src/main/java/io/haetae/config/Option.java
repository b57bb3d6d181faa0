package io.haetae.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Every option, once. {@code application.properties} and the option table follow it, in its order. */
public enum Option {
    ACCOUNTS("accounts", ""),
    ACCESS_KEY("access-key", null, List.of("NCLOUD_ACCESS_KEY", "NCLOUD_ACCESS_KEY_ID")),
    SECRET_KEY("secret-key", null, List.of("NCLOUD_SECRET_KEY", "NCLOUD_SECRET_ACCESS_KEY")),
    WEBHOOK_URL("webhook-url", null, List.of("WEBHOOK_URL")),
    SLACK_WEBHOOK_CRITICAL("slack.webhook.critical", null),
    SLACK_WEBHOOK_HIGH("slack.webhook.high", null),
    SLACK_WEBHOOK_MEDIUM("slack.webhook.medium", null),
    SLACK_WEBHOOK_LOW("slack.webhook.low", null),
    SLACK_WEBHOOK_INFO("slack.webhook.info", null),
    SLACK_WEBHOOK_WATCH("slack.webhook.watch", null),
    SLACK_MENTION_CRITICAL("slack.mention.critical", ""),
    SLACK_MENTION_HIGH("slack.mention.high", ""),
    SLACK_MENTION_MEDIUM("slack.mention.medium", ""),
    SLACK_MENTION_LOW("slack.mention.low", ""),
    SLACK_MENTION_INFO("slack.mention.info", ""),
    CLOUD("cloud", "public"),
    TRACER_URL("tracer-url", "https://cloudactivitytracer.apigw.ntruss.com"),
    PROXY_URL("proxy-url", null),
    CA_FILE("ca-file", ""),
    POLL_CRON("poll-cron", "0 * * * * ?"),
    POLL_OVERLAP("poll-overlap", "5m"),
    SWEEP_EVERY("sweep-every", "15m"),
    SWEEP_AGES("sweep-ages", "15m,1h,6h,24h,7d"),
    DELIVERY_GIVE_UP("delivery-give-up", "24h"),
    DATA("data", "data"),
    RETENTION("retention", "400d"),
    ROUTES("routes", "routes"),
    RULES_OFF("rules-off", ""),
    TIME_ZONE("time-zone", "Asia/Seoul"),
    LANGUAGE("language", "ko"),
    BLIND_AFTER("blind-after", "5m"),
    SILENT_AFTER("silent-after", "24h"),
    LOG("log", "text");

    static final String PREFIX = "haetae.";
    static final String ENVIRONMENT_PREFIX = "HAETAE_";

    /** What each account may have of its own; what is set without an account holds for all. */
    private static final Set<String> OF_AN_ACCOUNT =
            Set.of("access-key", "secret-key", "webhook-url", "cloud", "tracer-url", "poll-cron");

    private final String name;
    private final String property;
    private final String defaultValue;
    private final List<String> wellKnown;

    Option(String name, String defaultValue) {
        this(name, defaultValue, List.of());
    }

    Option(String name, String defaultValue, List<String> wellKnown) {
        this.name = name;
        this.property = PREFIX + name;
        this.defaultValue = defaultValue;
        this.wellKnown = wellKnown;
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
}
