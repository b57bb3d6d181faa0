package io.haetae.tracer;

import io.haetae.config.Network;
import io.haetae.config.ProxyAddress;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Leads the client through the proxy, if there is one on the way, and tells the proxy's own answers from the tracer's:
 * the client gives a refused tunnel back as if the tracer had refused the request.
 */
final class ProxyTunnel implements ExecChainHandler {

    private static final String THROUGH = "haetae-through";

    private final Network network;

    ProxyTunnel(Network network) {
        this.network = network;
    }

    void configure(HttpClientBuilder builder) {
        builder.setRoutePlanner(new DefaultRoutePlanner(null) {
            @Override
            protected HttpHost determineProxy(HttpHost target, HttpContext context) {
                int port = target.getPort() < 0 ? 443 : target.getPort();
                return network.proxyTo(target.getHostName(), port)
                        .map(proxy -> new HttpHost("http", proxy.host(), proxy.port()))
                        .orElse(null);
            }
        });
        builder.setDefaultCredentialsProvider((scope, context) -> credentials(scope));
        builder.addExecInterceptorBefore(ChainElement.CONNECT.name(), "haetae-proxy", this);
        builder.addExecInterceptorAfter(ChainElement.CONNECT.name(), THROUGH, (request, scope, chain) -> {
            scope.clientContext.setAttribute(THROUGH, true);
            return chain.proceed(request, scope);
        });
    }

    /** For the proxy that asks, and nobody else. */
    private Credentials credentials(AuthScope asks) {
        return network.proxy()
                .filter(proxy -> proxy.user() != null
                        && proxy.host().equalsIgnoreCase(asks.getHost())
                        && proxy.port() == asks.getPort())
                .map(ProxyTunnel::credentials)
                .orElse(null);
    }

    private static Credentials credentials(ProxyAddress proxy) {
        return new UsernamePasswordCredentials(
                proxy.user(), proxy.password().reveal().toCharArray());
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        HttpHost proxy = scope.route.getProxyHost();
        if (proxy == null) {
            return chain.proceed(request, scope);
        }
        scope.clientContext.removeAttribute(THROUGH);
        ClassicHttpResponse response;
        try {
            response = chain.proceed(request, scope);
        } catch (SSLException e) {
            throw e; // only the tracer speaks TLS
        } catch (IOException e) {
            throw through(scope) ? e : new ProxyTrouble(proxy.toHostString(), e);
        }
        if (!through(scope)) {
            scope.execRuntime.discardEndpoint();
            throw new ProxyTrouble(proxy.toHostString(), response.getCode());
        }
        return response;
    }

    private static boolean through(ExecChain.Scope scope) {
        return scope.clientContext.getAttribute(THROUGH) != null;
    }
}
