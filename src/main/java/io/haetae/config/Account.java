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

    /** With its access key as it is at this moment, for who can't wait for that one's file. */
    public Account keyNow() {
        return new Account(name, accessKey.now(), secretKey, tracerUrl, slack, pollCron);
    }

    /** With its channels as they are at this moment, for who can't wait for their webhooks' files. */
    public Account slackNow() {
        return new Account(name, accessKey, secretKey, tracerUrl, slack.now(), pollCron);
    }
}
