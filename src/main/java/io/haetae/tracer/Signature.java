package io.haetae.tracer;

import io.haetae.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The API gateway's signature, version 2: HMAC-SHA256 over method, path, timestamp and access key, in Base64. */
public final class Signature {

    private Signature() {}

    /**
     * @param path with its query, if there is one; the host isn't signed
     * @param timestamp epoch milliseconds, UTC; refused when more than five minutes off, so every retry is signed anew
     */
    public static String of(String method, String path, long timestamp, Secret accessKey, Secret secretKey) {
        String text = method + " " + path + "\n" + timestamp + "\n" + accessKey.reveal();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secretKey.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
