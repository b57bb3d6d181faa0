package io.haetae.config;

import java.net.URI;

/**
 * One NCP account with its keys and its channel. Its configured name is its identity in every table, route and header.
 *
 * @param tracerUrl the tracer's base, without a path, for example {@code https://cloudactivitytracer.apigw.ntruss.com}
 */
public record Account(String name, Secret accessKey, Secret secretKey, URI tracerUrl, Channel channel) {}
