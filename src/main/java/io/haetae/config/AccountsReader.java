package io.haetae.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/** Reads the accounts, their keys and their channels. */
final class AccountsReader {

    /** The one account, where none is named. */
    static final String DEFAULT = "default";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern MENTION =
            Pattern.compile("<(!here|!channel|!everyone|!subteam\\^[A-Z0-9]+(\\|[^<>|]*)?|@[A-Z0-9]+)>");
    private static final String WEBHOOKS = "SLACK_WEBHOOK_";
    private static final String MENTIONS = "SLACK_MENTION_";

    private final Values values;
    private final Secrets secrets;
    private final Addresses addresses;
    private final Problems problems;
    private final LongSupplier nanos;

    /** @param nanos a clock that can't be set, for what becomes of keys while the watch runs */
    AccountsReader(Values values, Secrets secrets, Problems problems, LongSupplier nanos) {
        this.values = values;
        this.secrets = secrets;
        this.addresses = new Addresses(problems);
        this.problems = problems;
        this.nanos = nanos;
    }

    /** At least one; those with a name that can't be one are left out, and are among the problems. */
    List<String> names() {
        Given given = values.given(Option.ACCOUNTS);
        if (given.value().isEmpty()) {
            return List.of(DEFAULT);
        }
        Set<String> names = new LinkedHashSet<>();
        for (String part : given.value().split(",", -1)) {
            String name = part.strip();
            if (!NAME.matcher(name).matches()) {
                problems.add(given.name(), Text.of("config.account.name", name), Text.of("config.account.name.right"));
            } else if (!names.add(name)) {
                problems.add(
                        given.name(), Text.of("config.account.twice", name), Text.of("config.account.twice.right"));
            }
        }
        return List.copyOf(names);
    }

    /** @param cron the account's own, from what is given for it */
    List<Account> accounts(Function<Given, String> cron) {
        boolean several = !values.given(Option.ACCOUNTS).value().isEmpty();
        List<Account> accounts = new ArrayList<>();
        AccessKeys keys = new AccessKeys(nanos);
        for (String name : names()) {
            Account account = account(name, several ? name : null, cron, keys);
            List<String> others = keys.others(name);
            if (!others.isEmpty()) {
                problems.add(
                        Option.ACCESS_KEY.property(name),
                        Text.of("config.account.key", others.get(0)),
                        Text.of("config.account.key.right"));
            }
            accounts.add(account);
        }
        return accounts;
    }

    private Account account(String name, String own, Function<Given, String> cron, AccessKeys keys) {
        Secret accessKey = keys.follow(name, key(secrets.find(Option.ACCESS_KEY, own)));
        Secret secretKey = key(secrets.find(Option.SECRET_KEY, own));
        Optional<Given> webhook = secrets.find(Option.WEBHOOK_URL, own);
        webhook.ifPresent(addresses::checkWebhook);
        return new Account(
                name,
                accessKey,
                secretKey,
                addresses.tracer(values.tracer(own)).orElse(null),
                new SlackSettings(channel(webhook), byKind(own), mentions(own)),
                own == null ? null : cron(own, cron));
    }

    /** Without a cron of its own or of all, the account's polls are spread over the minute by its name. */
    private String cron(String account, Function<Given, String> cron) {
        Given given = values.given(Option.POLL_CRON, account);
        return given.value().equals(Option.POLL_CRON.defaultValue())
                ? Math.floorMod(account.hashCode(), 60) + " * * * * ?"
                : cron.apply(given);
    }

    private Map<String, Channel> byKind(String account) {
        Map<String, Channel> channels = new LinkedHashMap<>();
        options(WEBHOOKS)
                .forEach((kind, option) -> secrets.look(option, account)
                        .filter(given -> !given.value().isEmpty())
                        .ifPresent(given -> {
                            addresses.checkWebhook(given);
                            channels.put(kind, channel(Optional.of(given)));
                        }));
        return channels;
    }

    private Map<String, String> mentions(String account) {
        Map<String, String> mentions = new LinkedHashMap<>();
        options(MENTIONS).forEach((severity, option) -> {
            Given given = values.given(option, account);
            if (given.value().isEmpty()) {
                return;
            }
            if (!Arrays.stream(given.value().split(" +"))
                    .allMatch(one -> MENTION.matcher(one).matches())) {
                problems.add(given.name(), Text.of("config.mention", given.value()), Text.of("config.mention.right"));
            }
            mentions.put(severity, given.value());
        });
        return mentions;
    }

    /** By what their names end in, in small letters. */
    private static Map<String, Option> options(String prefix) {
        Map<String, Option> options = new LinkedHashMap<>();
        for (Option option : Option.values()) {
            if (option.name().startsWith(prefix)) {
                options.put(option.name().substring(prefix.length()).toLowerCase(Locale.ROOT), option);
            }
        }
        return options;
    }

    /** The ids of all channels that can be told without a problem: for who only looks. */
    Set<String> channelIds() {
        Set<String> ids = new LinkedHashSet<>();
        boolean several = !values.given(Option.ACCOUNTS).value().isEmpty();
        for (String name : names()) {
            String own = several ? name : null;
            secrets.look(Option.WEBHOOK_URL, own)
                    .filter(given -> !given.value().isEmpty())
                    .ifPresent(given -> ids.add(channel(Optional.of(given)).id()));
            byKind(own).values().forEach(channel -> ids.add(channel.id()));
        }
        return ids;
    }

    private static Channel channel(Optional<Given> webhook) {
        return new Channel(
                webhook.map(given -> given.secret(Addresses::isWebhook)).orElse(new Secret("")));
    }

    private Secret key(Optional<Given> given) {
        // anything else can't stand in a header, and the library that refuses it would show it
        given.filter(key -> !isKey(key.value()))
                .ifPresent(key -> problems.add(key.name(), Text.of("config.key"), Text.of("config.key.right")));
        return given.map(key -> key.secret(AccountsReader::isKey)).orElse(new Secret(""));
    }

    private static boolean isKey(String value) {
        return value.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
