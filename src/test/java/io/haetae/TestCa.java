package io.haetae;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A CA of one's own and a server's certificate from it, made by the running JDK's keytool. */
public final class TestCa {

    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path keys;

    /** @param addresses whose certificate it is */
    public TestCa(Path folder, InetAddress... addresses) throws Exception {
        this.folder = folder;
        this.keys = folder.resolve("ca-and-server.p12");
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Our own CA", "-ext", "bc:c");
        keytool("-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=server");
        keytool("-exportcert", "-rfc", "-alias", "ca", "-file", pem().toString());
        Path request = folder.resolve("server.csr");
        Path certificate = folder.resolve("server.pem");
        keytool("-certreq", "-alias", "server", "-file", request.toString());
        keytool(
                "-gencert",
                "-rfc",
                "-alias",
                "ca",
                "-infile",
                request.toString(),
                "-outfile",
                certificate.toString(),
                "-ext",
                "san="
                        + Stream.of(addresses)
                                .map(address -> "ip:" + address.getHostAddress())
                                .collect(Collectors.joining(",")));
        keytool("-importcert", "-noprompt", "-alias", "server", "-file", certificate.toString());
    }

    /** The CA's certificate. */
    public Path pem() {
        return folder.resolve("ca.pem");
    }

    SSLContext server() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        store.deleteEntry("ca");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void keytool(String... words) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", keys.toString()));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as("%s", command).isZero();
    }
}
