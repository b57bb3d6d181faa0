package io.haetae.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Certificates of {@code haetae.ca-file} beside the platform's, in one store for the JDK's own verification: none of it
 * is ours, and nothing can be switched off.
 */
final class OwnCa {

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");

    private OwnCa() {}

    /** @param file in PEM; what stands between the certificates doesn't count */
    static X509TrustManager withThePlatforms(Path file) throws Unusable {
        List<X509Certificate> own = read(file);
        try {
            KeyStore both = KeyStore.getInstance(KeyStore.getDefaultType());
            both.load(null, null);
            int number = 0;
            for (X509Certificate certificate : platform().getAcceptedIssuers()) {
                both.setCertificateEntry("platform-" + number++, certificate);
            }
            for (X509Certificate certificate : own) {
                both.setCertificateEntry("own-" + number++, certificate);
            }
            return manager(both);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the platform's certificates can't be read", e);
        }
    }

    private static List<X509Certificate> read(Path file) throws Unusable {
        Text right = Text.of("config.ca.right");
        List<X509Certificate> found = new ArrayList<>();
        try {
            Matcher blocks = CERTIFICATE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            while (blocks.find()) {
                found.add((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(blocks.group().getBytes(StandardCharsets.ISO_8859_1))));
            }
        } catch (IOException e) {
            throw new Unusable(Text.of(Files.exists(file) ? "config.ca.unread" : "config.ca.missing", file), right);
        } catch (CertificateException e) {
            throw new Unusable(Text.of("config.ca.bad", file), right);
        }
        if (found.isEmpty()) {
            throw new Unusable(Text.of("config.ca.none", file), right);
        }
        return found;
    }

    /** With what -Djavax.net.ssl.trustStore names, if it does. */
    private static X509TrustManager platform() throws GeneralSecurityException {
        return manager(null);
    }

    private static X509TrustManager manager(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509TrustManager) Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .findFirst()
                .orElseThrow();
    }
}
