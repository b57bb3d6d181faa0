package io.haetae.cli;

import io.haetae.HaetaeRoutes;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes on camel-main, as a process that ends well when it is told to. */
final class CamelProcess {

    private static final Logger LOG = LoggerFactory.getLogger(CamelProcess.class);
    /** Longer than Slack's 7 s for the payload in flight, and short enough to end within 10 s. */
    private static final int STOP_SECONDS = 8;

    /** Properties that are Camel's. */
    private static final String CAMELS = "camel.";

    private final Main main = new Main();

    /**
     * @param rules how many, for the log
     * @param others properties of the configuration file; those that begin with {@code camel.} are Camel's
     */
    CamelProcess(HaetaeRoutes routes, int rules, Map<String, String> others) {
        // our configuration file stands in the folder and may hold secrets: Camel must not find it by itself
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure()
                .withName("haetae")
                .withJmxEnabled(false)
                .withRoutesCollectorEnabled(false)
                .withShutdownTimeout(STOP_SECONDS);
        others.forEach((name, value) -> {
            if (name.startsWith(CAMELS)) {
                main.addInitialProperty(name, value);
            }
        });
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport configured) {
                add(routes, configured.getCamelContext());
            }

            @Override
            public void afterStart(BaseMainSupport started) {
                LOG.info("on watch with {}", rules == 1 ? "1 rule" : rules + " rules");
            }
        });
    }

    /** Until a signal comes, or not at all if one has come; gives back the exit code. */
    int run(Signals signals) throws Exception {
        signals.stopBy(main::completed);
        main.run();
        return main.getExitCode();
    }

    private static void add(HaetaeRoutes routes, CamelContext context) {
        try {
            routes.addComponents(context);
            routes.addRoutes(context);
            routes.addTriggers(context);
        } catch (Exception e) {
            throw RuntimeCamelException.wrapRuntimeCamelException(e);
        }
    }
}
