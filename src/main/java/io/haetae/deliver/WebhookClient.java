package io.haetae.deliver;

import io.haetae.config.Network;
import io.haetae.config.ProxyAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

/** The client that posts: once, within its deadline, by the way out that is configured. */
final class WebhookClient {

    private static final String PASSWORD = "Proxy-Authorization";

    private WebhookClient() {}

    static OkHttpClient of(Duration deadline, Network network) {
        OkHttpClient.Builder client = new OkHttpClient.Builder()
                .connectTimeout(deadline)
                .readTimeout(deadline)
                .writeTimeout(deadline)
                .callTimeout(deadline)
                .retryOnConnectionFailure(false) // it could post twice
                .followRedirects(false)
                // a connection a post: one on a connection that the server just closed would count as lost
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .proxySelector(new ByNetwork(network)) // the default one goes by the JVM's properties
                .proxyAuthenticator((route, response) -> withPassword(network, route, response));
        network.tls()
                .ifPresent(tls -> client.sslSocketFactory(
                        tls.getSocketFactory(), network.trust().orElseThrow()));
        return client.build();
    }

    /** Null if the proxy wants what we don't have, or does not like what we have. */
    private static Request withPassword(Network network, Route route, Response asks) {
        if (asks.request().header(PASSWORD) != null) {
            return null;
        }
        String host = asks.request().url().host();
        return network.proxyTo(host, asks.request().url().port())
                .filter(proxy -> proxy.user() != null)
                .map(proxy -> asks.request()
                        .newBuilder()
                        .header(
                                PASSWORD,
                                Credentials.basic(proxy.user(), proxy.password().reveal()))
                        .build())
                .orElse(null);
    }

    private static final class ByNetwork extends ProxySelector {

        private final Network network;

        ByNetwork(Network network) {
            this.network = network;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(network.proxyTo(uri).map(ByNetwork::proxy).orElse(Proxy.NO_PROXY));
        }

        private static Proxy proxy(ProxyAddress address) {
            return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.host(), address.port()));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            // the post fails, and that is told
        }
    }
}
