package io.haetae.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;

/** Reads the way out: {@code haetae.proxy-url}, else what the environment has for all programs; {@code haetae.ca-file}. */
final class NetworkReader {

    private static final List<String> PROXY = List.of("HTTPS_PROXY", "https_proxy");
    private static final List<String> EXCEPT = List.of("NO_PROXY", "no_proxy");

    private final EnvironmentSecrets environment;
    private final Values values;
    private final Secrets secrets;
    private final Problems problems;

    NetworkReader(Map<String, String> environment, Values values, Secrets secrets, Problems problems) {
        this.environment = new EnvironmentSecrets(environment, problems);
        this.values = values;
        this.secrets = secrets;
        this.problems = problems;
    }

    Network read() {
        Optional<Given> proxy = secrets.look(Option.PROXY_URL, null)
                .or(() -> environment.find(PROXY, PROXY.get(0), text -> text))
                .filter(given -> !given.value().isEmpty()); // a problem already
        proxy.filter(given -> !isProxy(given.value()))
                .ifPresent(given -> problems.add(given.name(), Text.of("config.proxy"), Text.of("config.proxy.right")));
        String except = environment
                .find(EXCEPT, EXCEPT.get(0), text -> text)
                .map(Given::value)
                .orElse("");
        return new Network(
                proxy.map(given -> given.secret(NetworkReader::isProxy)).orElse(null), NoProxy.of(except), trust());
    }

    private static boolean isProxy(String value) {
        return ProxyAddress.of(value).isPresent();
    }

    /** Null for the platform's. */
    private X509TrustManager trust() {
        Given given = values.given(Option.CA_FILE);
        if (given.value().isEmpty()) {
            return null;
        }
        try {
            Path file = values.path(Option.CA_FILE);
            return OwnCa.withThePlatforms(file);
        } catch (Unusable e) {
            e.addTo(problems, given.name());
            return null;
        }
    }
}
