package io.haetae.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.haetae.HaetaeRoutes;
import io.haetae.check.CamelTracer;
import io.haetae.check.RecordReader;
import io.haetae.config.Account;
import io.haetae.config.Settings;
import io.haetae.tracer.TracerFailure;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code haetae records}: what the tracer itself has, whatever the rules make of it. */
@Command(name = "records")
final class Records implements Callable<Integer> {

    private static final long EACH = Duration.ofSeconds(5).toMillis();
    private static final long AFTER_A_FAILURE = Duration.ofSeconds(30).toMillis();
    private static final long LONGEST_WAIT = Duration.ofHours(1).toMillis();

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Mixin
    private AccountOption account;

    @Option(names = "--since", paramLabel = "TIME", defaultValue = "1h")
    private String since;

    @Option(names = "--follow")
    private boolean follow;

    @Option(names = "--json")
    private boolean json;

    private Words words;

    @Override
    public Integer call() throws Exception {
        words = Words.of(spec);
        Duration back = Since.of(since, "1h, 7d, 1h30m", spec);
        Settings settings = config.read().settings();
        List<Account> accounts = account.of(settings);
        try (HiddenLogs logs = new HiddenLogs();
                HaetaeRoutes routes = new HaetaeRoutes(settings, config.clock(), null, null, null);
                DefaultCamelContext context = new DefaultCamelContext()) {
            routes.addComponents(context);
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            Map<Account, RecordReader> readers = new LinkedHashMap<>();
            accounts.forEach(one -> readers.put(
                    one,
                    new RecordReader(
                            new CamelTracer(template, one, settings.zone(), config.clock()),
                            System::nanoTime,
                            config.pause())));
            return show(readers, back, new RecordLine(settings.zone(), accounts.size() > 1, json, words));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.OK; // told to stop
        }
    }

    private int show(Map<Account, RecordReader> readers, Duration back, RecordLine line) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        boolean failed = once(readers, back, line);
        while (follow && !failed && !out.checkError()) {
            config.pause().millis(EACH);
            if (once(readers, back, line)) {
                config.pause().millis(wait(readers));
            }
        }
        return failed ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    /** Whether any account failed. */
    private boolean once(Map<Account, RecordReader> readers, Duration back, RecordLine line)
            throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        boolean failed = false;
        for (Map.Entry<Account, RecordReader> reader : readers.entrySet()) {
            String name = reader.getKey().name();
            TracerFailure failure = reader.getValue().read(back, records -> {
                for (JsonNode record : records) {
                    out.println(line.of(name, record));
                }
                out.flush();
            });
            if (failure != null) {
                failed = true;
                words.tell(spec.commandLine().getErr(), "cli.records.failed", name, failure.text());
                spec.commandLine().getErr().flush();
            }
        }
        return failed;
    }

    private static long wait(Map<Account, RecordReader> readers) {
        long asked = readers.values().stream()
                .mapToLong(reader -> reader.retryAfter() == null ? 0 : reader.retryAfter())
                .max()
                .orElse(0);
        return Math.min(LONGEST_WAIT, Math.max(AFTER_A_FAILURE, asked));
    }
}
