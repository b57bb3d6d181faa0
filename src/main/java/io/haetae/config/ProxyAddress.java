package io.haetae.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * An HTTP proxy, asked for a tunnel to either end.
 *
 * @param user null if it wants none
 * @param password of no characters if there is none
 */
public record ProxyAddress(String host, int port, String user, Secret password) {

    /** From {@code http://[user:password@]host:port}; {@code http://} may be left out, as curl allows. */
    static Optional<ProxyAddress> of(String text) {
        try {
            URI uri = new URI(text.contains("://") ? text : "http://" + text);
            boolean bare = uri.getRawPath().matches("/?") && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (!"http".equalsIgnoreCase(uri.getScheme())
                    || uri.getHost() == null
                    || uri.getPort() < 1
                    || uri.getPort() > 65_535
                    || !bare) {
                return Optional.empty();
            }
            String[] login = uri.getRawUserInfo() == null
                    ? new String[0]
                    : uri.getRawUserInfo().split(":", 2);
            return Optional.of(new ProxyAddress(
                    uri.getHost(),
                    uri.getPort(),
                    login.length == 0 ? null : decoded(login[0]),
                    new Secret(login.length < 2 ? "" : decoded(login[1]))));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** A plus is a plus: this is no form. */
    private static String decoded(String text) throws URISyntaxException {
        return new URI("x://" + text + "@x").getUserInfo();
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
