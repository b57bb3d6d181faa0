package io.haetae.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.haetae.config.StoreSettings;
import io.haetae.store.Alerts;
import io.haetae.store.ChannelState;
import io.haetae.store.Channels;
import io.haetae.store.StatusQuery;
import io.haetae.store.Store;
import io.haetae.store.StoreException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What one looks at first at three in the morning, and what a monitoring system calls. */
@Command(
        name = "status",
        description = {
            "Says how the watch is, whether it runs or not.",
            "Exit 0: well; 1: not well, the last lines say why; 2: it can't tell."
        },
        mixinStandardHelpOptions = true)
final class Status implements Callable<Integer> {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Mixin
    private ConfigOption config;

    @Option(names = "--json", description = "For programs; times are epoch milliseconds, UTC.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        StoreSettings settings = config.store();
        PrintWriter out = spec.commandLine().getOut();
        try (Store store = Store.attach(settings.data())) {
            long now = Clock.systemUTC().millis();
            List<StatusQuery.AccountStatus> accounts = new StatusQuery(store).accounts(now);
            Map<String, Integer> outbox = new Alerts(store).counts();
            List<ChannelState> channels = new Channels(store).all();
            List<String> troubles = Health.troubles(accounts, outbox, now);
            StatusReport report = new StatusReport(settings.zone(), now);
            if (json) {
                out.println(JSON.writeValueAsString(report.json(accounts, outbox, channels, troubles)));
            } else {
                report.print(out, accounts, outbox, channels, troubles);
            }
            return troubles.isEmpty() ? 0 : Haetae.FAILED;
        } catch (StoreException e) {
            spec.commandLine().getErr().println("haetae: can't tell: " + e.getMessage());
            return Haetae.WRONG;
        }
    }
}
