package io.haetae.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The gateway's side of the signature, apart from the product's, so that a wrong one can't agree with itself. */
final class SandboxSignature {

    private SandboxSignature() {}

    /**
     * @param uri path and query as in the request line
     * @param timestamp epoch milliseconds, as in the header
     */
    static String of(String method, String uri, String timestamp, String accessKey, String secretKey) {
        String signed = method + ' ' + uri + '\n' + timestamp + '\n' + accessKey;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secretKey.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
