package io.haetae.tracer;

import java.io.IOException;

/** The way ended at the proxy. The message has its host and port, and what it said, if it did. */
public final class ProxyTrouble extends IOException {

    private final String proxy;
    private final int status;

    /** Nobody answers there, or not as a proxy does. */
    ProxyTrouble(String proxy, IOException cause) {
        super("no way through the proxy " + proxy + ": " + cause.getClass().getSimpleName(), cause);
        this.proxy = proxy;
        this.status = 0;
    }

    /** @param status of its answer in place of a tunnel */
    ProxyTrouble(String proxy, int status) {
        super("the proxy " + proxy + " answers " + status);
        this.proxy = proxy;
        this.status = status;
    }

    String proxy() {
        return proxy;
    }

    /** 0 if there was no answer. */
    int status() {
        return status;
    }
}
