package io.haetae.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.haetae.config.StoreSettings;
import io.haetae.deliver.SlackText;
import io.haetae.store.Alerts;
import io.haetae.store.Store;
import io.haetae.store.StoredAlert;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The stored alerts: to look at, and to send dead letters again. Works beside a running watch. */
@Command(
        name = "alerts",
        description = "Lists and shows stored alerts, and replays dead letters.",
        mixinStandardHelpOptions = true)
final class AlertsCommand implements Runnable {

    private static final int MOST = 1000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what: list, show or replay");
    }

    @Command(name = "list", description = "Lists alerts, the newest first.", mixinStandardHelpOptions = true)
    int list(
            @Mixin ConfigOption config,
            @Option(names = "--state", paramLabel = "waiting|sending|sent|dead", description = "Only these.")
                    String state,
            @Option(names = "--json", description = "For programs; times are epoch milliseconds, UTC.") boolean json)
            throws Exception {
        if (state != null && !Alerts.STATES.contains(state)) {
            throw new BadOption("--state: " + state + " is unknown; known are " + String.join(", ", Alerts.STATES));
        }
        StoreSettings settings = config.store();
        try (Store store = Store.attach(settings.data())) {
            List<StoredAlert> found = new Alerts(store).list(state, MOST);
            if (json) {
                out().println(JSON.writeValueAsString(found));
                return 0;
            }
            if (found.isEmpty()) {
                out().println(state == null ? "no alerts yet" : "no alert is " + state);
            } else {
                out().printf("%6s  %-8s %-8s  %-19s  %s%n", "id", "state", "severity", "event", "text");
            }
            found.forEach(alert -> out().printf(
                            "%6d  %-8s %-8s  %s  %s%n",
                            alert.id(),
                            alert.state(),
                            alert.alert().severity().word(),
                            time(alert.alert().eventTime(), settings.zone()),
                            SlackText.plain(alert.alert().text()).replace('\n', ' ')));
            return 0;
        }
    }

    @Command(name = "show", description = "Shows one alert with its facts.", mixinStandardHelpOptions = true)
    int show(@Mixin ConfigOption config, @Parameters(paramLabel = "ID") long id) {
        StoreSettings settings = config.store();
        try (Store store = Store.attach(settings.data())) {
            Optional<StoredAlert> found = new Alerts(store).show(id);
            if (found.isEmpty()) {
                spec.commandLine().getErr().println("haetae: there is no alert " + id);
                return Haetae.FAILED;
            }
            StoredAlert alert = found.get();
            out().println(SlackText.plain(alert.alert().text()));
            line("state", alert.state());
            line("severity", alert.alert().severity().word());
            line("account", alert.alert().account());
            line("rule", alert.alert().rule());
            line("event", time(alert.alert().eventTime(), settings.zone()));
            line("stored", time(alert.created(), settings.zone()));
            alert.alert().facts().forEach((name, value) -> line(name, SlackText.plain(value)));
            line("record", alert.alert().record());
            line("failed attempts", Integer.toString(alert.attempts()));
            line("first failed", time(alert.firstFailed(), settings.zone()));
            line("settled", time(alert.settled(), settings.zone()));
            line("reason", alert.reason());
            return 0;
        }
    }

    @Command(
            name = "replay",
            description = "Sends dead letters again: age, attempts and batch size start afresh.",
            mixinStandardHelpOptions = true)
    int replay(
            @Mixin ConfigOption config,
            @Parameters(paramLabel = "ID", arity = "0..*") List<Long> ids,
            @Option(names = "--all", description = "All dead letters.") boolean all) {
        if (all == (ids != null && !ids.isEmpty())) {
            throw new BadOption("replay: either the ids of dead letters or --all");
        }
        try (Store store = Store.attach(config.store().data())) {
            int replayed = all ? new Alerts(store).replayAll() : new Alerts(store).replay(ids);
            out().println(replayed + " replayed");
            if (!all && replayed < ids.size()) {
                spec.commandLine().getErr().println("haetae: only dead letters are replayed; the others were left alone");
                return Haetae.FAILED;
            }
            return 0;
        }
    }

    private void line(String name, String value) {
        if (value != null) {
            out().printf("  %-16s %s%n", name, value);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static String time(Long millis, ZoneId zone) {
        return millis == null ? null : TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
    }
}
