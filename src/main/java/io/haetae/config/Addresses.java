package io.haetae.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The webhook's and the tracer's addresses: https, loopback excepted. A problem never shows the address, for a webhook's
 * is a secret and any may hold a password.
 */
final class Addresses {

    // a name that needs no resolving, so that a wrong resolver can't send secrets in the clear
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    private final Problems problems;

    Addresses(Problems problems) {
        this.problems = problems;
    }

    void checkWebhook(Given given) {
        checked(given, Text.of("config.webhook.right"));
    }

    /** As {@link #checkWebhook}, for one that takes another's place. */
    static boolean isWebhook(String value) {
        return parsed(value).filter(Addresses::isSafe).isPresent();
    }

    /** The base without a path. */
    Optional<URI> tracer(Given given) {
        Text right = Text.of("config.tracer.right", Option.TRACER_URL.defaultValue());
        Optional<URI> uri = checked(given, right);
        if (uri.isEmpty()) {
            return uri;
        }
        URI base = uri.get();
        boolean bare = base.getRawQuery() == null
                && base.getRawFragment() == null
                && base.getRawUserInfo() == null
                && (base.getRawPath().isEmpty() || base.getRawPath().equals("/"));
        if (!bare) {
            problems.add(given.name(), Text.of("config.tracer.bare"), right);
            return Optional.empty();
        }
        return Optional.of(URI.create(base.getScheme() + "://" + base.getRawAuthority()));
    }

    private Optional<URI> checked(Given given, Text right) {
        Optional<URI> uri = parsed(given.value());
        if (uri.isEmpty()) {
            problems.add(given.name(), Text.of("config.address"), right);
            return uri;
        }
        if (!isSafe(uri.get())) {
            problems.add(given.name(), Text.of("config.https"), right);
            return Optional.empty();
        }
        return uri;
    }

    /** By its name alone, in brackets if it is an IPv6 address or not. */
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches() || host.equals("::1");
    }

    private static boolean isSafe(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme())
                || "http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri.getHost());
    }

    private static Optional<URI> parsed(String value) {
        try {
            URI uri = new URI(value);
            return Optional.of(uri).filter(u -> u.getScheme() != null && u.getHost() != null && u.getPort() <= 65_535);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
