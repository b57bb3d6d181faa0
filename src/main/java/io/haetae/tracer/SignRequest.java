package io.haetae.tracer;

import io.haetae.config.Account;
import io.haetae.config.Secret;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Addresses and signs a request, at the last moment before it leaves; a retry is signed anew. */
public final class SignRequest {

    private SignRequest() {}

    /**
     * @param timestamp epoch milliseconds, UTC, by the tracer's clock
     * @return what of it may be shown to nobody
     */
    public static List<Secret> sign(Message request, Account account, long timestamp) {
        Secret accessKey = account.accessKey().now(); // what is signed and what is sent must be one
        Secret secretKey = account.secretKey().now();
        String signature = Signature.of("POST", PageRequest.PATH, timestamp, accessKey, secretKey);
        request.removeHeaders("*");
        request.setHeader(Exchange.HTTP_URI, account.tracerUrl() + PageRequest.PATH);
        request.setHeader(Exchange.HTTP_METHOD, "POST");
        request.setHeader(Exchange.CONTENT_TYPE, "application/json");
        request.setHeader("Accept", "application/json");
        request.setHeader("x-ncp-apigw-timestamp", Long.toString(timestamp));
        request.setHeader("x-ncp-iam-access-key", accessKey.reveal());
        request.setHeader("x-ncp-apigw-signature-v2", signature);
        return List.of(secretKey, accessKey, new Secret(signature));
    }
}
