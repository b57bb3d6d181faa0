package io.haetae;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** A CA of one's own and a certificate from it for servers on loopback and where a proxy leads. */
public final class TestCa {

    private final Path folder;
    private final Path keys;

    public TestCa(Path folder) throws Exception {
        this.folder = folder;
        this.keys = folder.resolve("ca-and-server.p12");
        String names = Stream.concat(Stream.of(InetAddress.getLoopbackAddress()), Tinyproxy.whereItLeads().stream())
                .map(address -> "ip:" + address.getHostAddress())
                .collect(Collectors.joining(","));
        Keytool.run(keys, "-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Our own CA", "-ext", "bc:c");
        Keytool.run(
                keys,
                "-genkeypair",
                "-alias",
                "server",
                "-signer",
                "ca",
                "-keyalg",
                "EC",
                "-dname",
                "CN=server",
                "-ext",
                "san=" + names);
        byte[] certificate = Keytool.open(keys).getCertificate("ca").getEncoded();
        Files.writeString(
                pem(),
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                        + "\n-----END CERTIFICATE-----\n");
    }

    /** The CA's certificate. */
    public Path pem() {
        return folder.resolve("ca.pem");
    }

    SSLContext server() throws Exception {
        KeyStore store = Keytool.open(keys);
        store.deleteEntry("ca");
        return Keytool.context(store);
    }
}
