package io.haetae.config;

import java.net.URI;

/**
 * One NCP account with its keys and its channels. Its configured name is its identity in every table, route and header.
 *
 * @param tracerUrl the tracer's base, without a path, for example {@code https://cloudactivitytracer.apigw.ntruss.com}
 * @param slack who hears of what
 * @param pollCron null for that of all accounts
 */
public record Account(
        String name, Secret accessKey, Secret secretKey, URI tracerUrl, SlackSettings slack, String pollCron) {

    /** An account that tells everything in one channel. */
    public Account(String name, Secret accessKey, Secret secretKey, URI tracerUrl, Channel channel) {
        this(name, accessKey, secretKey, tracerUrl, SlackSettings.to(channel), null);
    }

    /** As it is at this moment, for who can't wait for its secrets' files. */
    public Account now() {
        return new Account(name, accessKey.now(), secretKey.now(), tracerUrl, slack.now(), pollCron);
    }
}
