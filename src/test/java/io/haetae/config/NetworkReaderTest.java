package io.haetae.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkReaderTest {

    private static final String TRACER = "cloudactivitytracer.apigw.ntruss.com";

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void setUp() {
        bench = new Bench(folder);
    }

    private Network network() {
        return bench.read().settings().network();
    }

    private String proxy() {
        return network().proxyTo(TRACER, 443).map(ProxyAddress::toString).orElse("none");
    }

    @Test
    void thereIsNoneByDefault() {
        assertThat(proxy()).isEqualTo("none");
        assertThat(network().tls()).isEmpty();
    }

    @Test
    void oursBeforeThatOfAllPrograms() {
        bench.environment("https_proxy", "http://lower:1");
        assertThat(proxy()).isEqualTo("lower:1");
        bench.property("haetae.proxy-url", "http://ours:2");
        assertThat(proxy()).isEqualTo("ours:2");
        bench.environment("HAETAE_PROXY_URL", "http://nearest:3/");
        assertThat(proxy()).isEqualTo("nearest:3");
    }

    @Test
    void twoThatDifferAreAProblemAndTwoThatDoNotAreNone() {
        bench.environment("https_proxy", "http://a:1").environment("HTTPS_PROXY", "http://a:1");
        assertThat(proxy()).isEqualTo("a:1");
        bench.environment("HTTPS_PROXY", "http://b:1");
        assertThat(bench.problems()).extracting(Problem::option).containsExactly("HTTPS_PROXY, https_proxy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks5://proxy:1080", "proxy", "https://u:verysecret@proxy:3128"})
    void whatTheEnvironmentHasForAllProgramsMustBeOneToo(String url) {
        bench.environment("HTTPS_PROXY", url);
        assertThat(bench.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .startsWith("HTTPS_PROXY: is no address of an HTTP proxy")
                        .doesNotContain("verysecret"));
    }

    @Test
    void itsPasswordIsASecretAndMayStandInAFileThatIsFollowed() {
        Path file = folder.resolve("proxy");
        bench.environment("HAETAE_PROXY_URL_FILE", bench.write(file, "http://us%40er:p%3Aass%2Bw+@proxy:3128\n"));
        Network network = network();
        ProxyAddress address = network.proxyTo(TRACER, 443).orElseThrow();
        assertThat(address.user()).isEqualTo("us@er");
        assertThat(address.password().reveal()).isEqualTo("p:ass+w+");
        assertThat(address.toString()).isEqualTo("proxy:3128");
        bench.write(file, "socks5://proxy:1");
        assertThat(network.proxyTo(TRACER, 443)).contains(address);
        bench.write(file, "proxy:3129");
        assertThat(network.proxyTo(TRACER, 443)).contains(new ProxyAddress("proxy", 3129, null, new Secret("")));
    }

    @ParameterizedTest
    @CsvSource({
        "hooks.slack.com, slack.com, none",
        "hooks.slack.com, ncloud.com, proxy:1",
        "localhost, '', none",
        "127.0.0.1, '', none",
        "127.8.8.8, '', none",
        "[::1], '', none",
        "::1, '', none",
        "localhost.example.com, '', proxy:1",
    })
    void whoIsReachedWithoutIt(String host, String noProxy, String expected) {
        bench.environment("HTTPS_PROXY", "http://proxy:1").environment("NO_PROXY", noProxy);
        assertThat(network().proxyTo(host, 443).map(ProxyAddress::toString).orElse("none"))
                .isEqualTo(expected);
    }

    @Test
    void certificatesOfOnesOwnCountBesideThePlatforms() throws Exception {
        List<X509Certificate> platform = someOfThePlatforms();
        bench.write(
                bench.file.resolveSibling("ca.pem"),
                "a comment\n" + pem(platform.get(0)) + "\nanother\n" + pem(platform.get(1)));
        bench.property("haetae.ca-file", "ca.pem");
        assertThat(network().trust().orElseThrow().getAcceptedIssuers())
                .contains(platform.toArray(X509Certificate[]::new));
        assertThat(network().tls()).isPresent();
        bench.write(bench.file.resolveSibling("ca.pem"), pem(platform.get(0)).replace("MII", "MIO"));
        assertThat(bench.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .startsWith("haetae.ca-file: ")
                        .contains("ca.pem has a certificate that can't be read"));
    }

    private static List<X509Certificate> someOfThePlatforms() throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        try (InputStream in = Files.newInputStream(Path.of(System.getProperty("java.home"), "lib/security/cacerts"))) {
            store.load(in, null);
        }
        return java.util.Collections.list(store.aliases()).stream()
                .limit(2)
                .map(alias -> certificate(store, alias))
                .toList();
    }

    private static X509Certificate certificate(KeyStore store, String alias) {
        try {
            return (X509Certificate) store.getCertificate(alias);
        } catch (java.security.KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(X509Certificate certificate) throws IOException {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "public, https://cloudactivitytracer.apigw.ntruss.com",
        "gov,    https://cloudactivitytracer.apigw.gov-ntruss.com",
        "fin,    https://cloudactivitytracer.apigw.fin-ntruss.com",
    })
    void theZoneHasItsTracer(String zone, String tracer) {
        bench.environment("HAETAE_CLOUD", zone);
        assertThat(bench.read().settings().account("default").tracerUrl()).isEqualTo(URI.create(tracer));
        bench.property("haetae.tracer-url", tracer + "/");
        assertThat(bench.problems()).isEmpty();
        bench.property("haetae.tracer-url", "https://relay.example.com");
        assertThat(bench.problems())
                .singleElement()
                .hasToString("HAETAE_CLOUD, haetae.tracer-url: name different tracers; set only one of them");
    }
}
