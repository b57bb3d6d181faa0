package io.haetae.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.camel.component.jasypt.JasyptPropertiesParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterPasswordTest {

    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    Path folder;

    private final MasterPassword password = MasterPassword.read(Map.of("HAETAE_MASTER_PASSWORD", PASSWORD));
    private Bench bench;

    @BeforeEach
    void setUp() {
        bench = new Bench(folder).without("NCLOUD_ACCESS_KEY", "NCLOUD_SECRET_KEY", "WEBHOOK_URL");
        bench.property("haetae.access-key", password.lock(Bench.ACCESS_KEY));
        bench.property("haetae.secret-key", password.lock(Bench.SECRET_KEY));
        bench.property("haetae.webhook-url", password.lock(Bench.WEBHOOK));
    }

    private void assertRead() {
        Account account = bench.read().settings().account("default");
        assertThat(account.accessKey().reveal()).isEqualTo(Bench.ACCESS_KEY);
        assertThat(account.secretKey().reveal()).isEqualTo(Bench.SECRET_KEY);
        assertThat(account.slack().channel().webhook().reveal()).isEqualTo(Bench.WEBHOOK);
        assertThat(bench.read().warnings()).isEmpty();
        assertThat(bench.reader().readStoreSettings(bench.file).channels())
                .contains(account.slack().channel().id());
    }

    @Test
    void opensWhatItLocked() {
        bench.environment("HAETAE_MASTER_PASSWORD", PASSWORD);
        assertRead();
        assertThat(password.lock("a")).matches("ENC\\([A-Za-z0-9+/=]+\\)").isNotEqualTo(password.lock("a"));
    }

    @Test
    void isTakenFromAFileThatIsItsOwnersAlone() throws Exception {
        Path file = folder.resolve("master");
        bench.environment("HAETAE_MASTER_PASSWORD_FILE", bench.write(file, PASSWORD + "\n"));
        assertRead();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(bench.problems())
                .extracting(Problem::option)
                .contains("HAETAE_MASTER_PASSWORD_FILE", "haetae.access-key");
    }

    @Test
    void missingItIsAProblemOfEachThatIsEncryptedAmongAllOthers() {
        bench.property("haetae.poll-cron", "x");
        assertThat(bench.problems())
                .extracting(Problem::option)
                .containsExactlyInAnyOrder(
                        "haetae.access-key", "haetae.secret-key", "haetae.webhook-url", "haetae.poll-cron");
        assertThat(bench.problems().get(0).toString())
                .isEqualTo("haetae.access-key: is encrypted, and there is no master password;"
                        + " set HAETAE_MASTER_PASSWORD, or HAETAE_MASTER_PASSWORD_FILE");
        assertThat(bench.reader().readStoreSettings(bench.file).channels()).isEmpty();
    }

    @Test
    void aWrongOneIsAProblemAndIsNotShown() {
        bench.environment("HAETAE_MASTER_PASSWORD", "another");
        assertThat(bench.problems())
                .hasSize(3)
                .allSatisfy(problem -> assertThat(problem.toString())
                        .contains("can't be decrypted with the master password", "bin/haetae encrypt")
                        .doesNotContain("another"));
    }

    @Test
    void whatIsNoCiphertextIsAProblem() {
        bench.environment("HAETAE_MASTER_PASSWORD", PASSWORD)
                .property("haetae.access-key", "ENC(" + Bench.ACCESS_KEY + ")");
        assertThat(bench.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .startsWith("haetae.access-key: can't be decrypted")
                        .doesNotContain(Bench.ACCESS_KEY));
    }

    @Test
    void opensWhatStandsInTheEnvironmentAndInAFileAndFollowsThat() {
        bench.environment("HAETAE_MASTER_PASSWORD", PASSWORD);
        bench.environment("NCLOUD_SECRET_KEY", password.lock("from-the-environment"));
        Path file = folder.resolve("key");
        bench.environment("NCLOUD_ACCESS_KEY_FILE", bench.write(file, password.lock("A".repeat(20)) + "\n"));
        Account account = bench.read().settings().account("default");
        assertThat(account.secretKey().reveal()).isEqualTo("from-the-environment");
        assertThat(account.accessKey().reveal()).isEqualTo("A".repeat(20));
        bench.write(file, "ENC(AAAA)");
        assertThat(account.accessKey().reveal()).isEqualTo("A".repeat(20));
        bench.write(file, password.lock("B".repeat(20)));
        assertThat(account.accessKey().reveal()).isEqualTo("B".repeat(20));
    }

    @Test
    void nothingEncryptedNeedsNone() {
        bench.environment("HAETAE_MASTER_PASSWORD_FILE", "/none");
        bench.property("haetae.access-key", Bench.ACCESS_KEY)
                .property("haetae.secret-key", Bench.SECRET_KEY)
                .property("haetae.webhook-url", Bench.WEBHOOK);
        assertThat(bench.read().warnings()).isEmpty();
    }

    @Test
    void camelsOwnReaderReadsWhatWeMake() {
        JasyptPropertiesParser camels = new JasyptPropertiesParser(); // set up as its documentation tells
        camels.setAlgorithm(MasterPassword.ALGORITHM);
        camels.setRandomSaltGeneratorAlgorithm("SHA1PRNG");
        camels.setRandomIvGeneratorAlgorithm("SHA1PRNG");
        camels.setPassword(PASSWORD);
        assertThat(camels.parseProperty("key", password.lock(Bench.SECRET_KEY), null))
                .isEqualTo(Bench.SECRET_KEY);
    }

    @Test
    void withoutItNothingCanBeLocked() {
        assertThatThrownBy(() -> MasterPassword.read(Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("HAETAE_MASTER_PASSWORD: is missing");
    }
}
