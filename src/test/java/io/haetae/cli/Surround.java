package io.haetae.cli;

import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SandboxTracer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** The sandbox around a {@link Terminal}, and the environment that leads to it. */
final class Surround implements AutoCloseable {

    static final String ACCESS_KEY = "EXAMPLEACCESSKEY0000";
    static final String SECRET_KEY = "EXAMPLESECRETKEY00000000000000000000000";

    final Terminal terminal;
    final SandboxTracer tracer;
    final SandboxSlack slack;
    final Map<String, String> environment = new HashMap<>();

    Surround(Path folder) {
        this(folder, Clock.fixed(Terminal.NOW, ZoneOffset.UTC));
    }

    Surround(Path folder, Clock clock) {
        terminal = new Terminal(folder);
        terminal.clock = clock;
        tracer = SandboxTracer.start(clock, ACCESS_KEY, SECRET_KEY);
        slack = SandboxSlack.start(clock);
        environment.put("NCLOUD_ACCESS_KEY", ACCESS_KEY);
        environment.put("NCLOUD_SECRET_KEY", SECRET_KEY);
        environment.put("WEBHOOK_URL", slack.webhook().toString());
        environment.put("HAETAE_ROUTES", Path.of("routes").toAbsolutePath().toString());
        tracerAt(tracer.url());
    }

    void tracerAt(URI url) {
        environment.put("HAETAE_TRACER_URL", url.toString());
    }

    int run(String... arguments) {
        return terminal.run(environment, arguments);
    }

    @Override
    public void close() {
        tracer.close();
        slack.close();
    }
}
