package io.haetae.config;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The way out, to the tracer and to Slack alike: through which proxy, and whose certificates count. */
public final class Network {

    /** No proxy, whatever the JVM thinks, and the platform's CAs. */
    public static final Network DIRECT = new Network(null, NoProxy.of(""), null);

    private final Secret proxy;
    private final NoProxy except;
    private final X509TrustManager trust;

    /**
     * @param proxy its address, which was checked; or null
     * @param trust null for the platform's
     */
    Network(Secret proxy, NoProxy except, X509TrustManager trust) {
        this.proxy = proxy;
        this.except = except;
        this.trust = trust;
    }

    /** Empty if the host is reached without one. Asked for each request, as its password may be replaced. */
    public Optional<ProxyAddress> proxyTo(String host, int port) {
        return Addresses.isLoopback(host) || except.covers(host, port) ? Optional.empty() : proxy();
    }

    /** As {@link #proxyTo(String, int)}; an address without a port is one of https. */
    public Optional<ProxyAddress> proxyTo(URI address) {
        return proxyTo(address.getHost(), address.getPort() < 0 ? 443 : address.getPort());
    }

    /** Whoever is reached through it; empty if there is none. */
    public Optional<ProxyAddress> proxy() {
        return proxy == null ? Optional.empty() : ProxyAddress.of(proxy.reveal());
    }

    /** Empty for the platform's. */
    public Optional<X509TrustManager> trust() {
        return Optional.ofNullable(trust);
    }

    /** Empty for the platform's. */
    public Optional<SSLContext> tls() {
        return trust().map(Network::context);
    }

    private static SSLContext context(X509TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }
}
