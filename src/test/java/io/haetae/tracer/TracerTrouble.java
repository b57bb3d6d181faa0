package io.haetae.tracer;

import java.io.IOException;
import org.apache.hc.core5.http.ConnectionClosedException;

/** What camel-http and our bounds throw when a request fails on its way, for stand-ins that have no socket. */
public final class TracerTrouble {

    private TracerTrouble() {}

    public static IOException deadline() {
        return new BoundedHttp.RequestAborted("no whole answer within 30 s", false);
    }

    public static IOException tooLarge() {
        return new BoundedHttp.AnswerTooLarge("the answer is larger than 32 MiB");
    }

    public static IOException cutOff() {
        return new ConnectionClosedException("Premature end of Content-Length delimited message body");
    }
}
