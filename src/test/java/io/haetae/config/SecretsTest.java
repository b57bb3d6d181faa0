package io.haetae.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

    @TempDir
    Path folder;

    Bench bench;

    @BeforeEach
    void setUp() {
        bench = new Bench(folder).without("NCLOUD_ACCESS_KEY");
    }

    /** A letter stands for a key of twenty of it; a dash for nothing there; ! for a problem. */
    @ParameterizedTest
    @CsvSource({
        // NCLOUD_ACCESS_KEY, …_ID, HAETAE_ACCESS_KEY, …_FILE, property, ~/.ncloud/configure, what is read
        "A, -, -, -, -, -, A",
        "-, A, -, -, -, -, A",
        "-, -, A, -, -, -, A",
        "-, -, -, A, -, -, A",
        "-, -, -, -, A, -, A",
        "-, -, -, -, -, A, A",
        "A, -, -, -, B, C, A",
        "-, B, -, -, C, D, B",
        "-, -, -, A, B, C, A",
        "-, -, -, -, A, B, A",
        "A, A, A, A, B, C, A",
        "A, B, -, -, -, -, !",
        "A, -, B, -, -, -, !",
        "A, -, -, B, -, -, !",
        "-, B, -, A, C, -, !",
        "-, -, -, -, -, -, !",
    })
    void theNearestOneCounts(
            String key, String id, String own, String file, String property, String vendor, String expected) {
        put("NCLOUD_ACCESS_KEY", key);
        put("NCLOUD_ACCESS_KEY_ID", id);
        put("HAETAE_ACCESS_KEY", own);
        if (!file.equals("-")) {
            bench.environment("NCLOUD_ACCESS_KEY_FILE", bench.write(folder.resolve("key"), key(file) + "\n"));
        }
        if (!property.equals("-")) {
            bench.property("haetae.access-key", key(property));
        }
        if (!vendor.equals("-")) {
            bench.write(bench.home.resolve(".ncloud/configure"), "ncloud_access_key_id = " + key(vendor) + "\n");
        }
        if (expected.equals("!")) {
            assertThat(bench.problems()).hasSize(1);
            assertThat(bench.problems().toString()).doesNotContain("AAAA", "BBBB");
        } else {
            assertThat(accessKey()).isEqualTo(key(expected));
        }
    }

    @Test
    void anEmptyVariableIsNone() {
        bench.environment("NCLOUD_ACCESS_KEY", " ").property("haetae.access-key", key("A"));
        assertThat(accessKey()).isEqualTo(key("A"));
    }

    @Test
    void theVendorsFileHasProfiles() {
        bench.write(
                bench.home.resolve(".ncloud/configure"),
                "[other]\nncloud_access_key_id = " + key("A") + "\n[DEFAULT]\nncloud_access_key_id=" + key("B")
                        + "\nncloud_api_url = https://ncloud.apigw.ntruss.com\n");
        assertThat(accessKey()).isEqualTo(key("B"));
    }

    @Test
    void theVendorsFileHoldsNoWebhook() {
        bench.environment("NCLOUD_ACCESS_KEY", key("A")).without("WEBHOOK_URL");
        bench.write(bench.home.resolve(".ncloud/configure"), "haetae.webhook-url = https://example.com/\n");
        assertThat(bench.problems()).extracting(Problem::option).containsExactly("WEBHOOK_URL");
    }

    @Test
    void aSecretInPlaceOfItsFilesNameIsNotShown() {
        bench.environment("NCLOUD_ACCESS_KEY_FILE", key("S"));
        assertThat(bench.problems()).extracting(Problem::option).containsExactly("NCLOUD_ACCESS_KEY_FILE");
        assertThat(bench.problems().toString()).doesNotContain("SSSS");
    }

    @Test
    void anEmptyFileIsAProblem() {
        bench.environment("NCLOUD_ACCESS_KEY_FILE", bench.write(folder.resolve("key"), " \n"));
        assertThat(bench.problems()).extracting(Problem::option).containsExactly("NCLOUD_ACCESS_KEY_FILE");
    }

    @Test
    void aKeyThatLooksLikeNoneWarnsAndIsNotShown() {
        bench.environment("NCLOUD_ACCESS_KEY", "short");
        List<Text> warnings = bench.read().warnings();
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0).toString()).startsWith("haetae.access-key: ").doesNotContain("short");
    }

    @Test
    void aKeyThatCantStandInAHeaderIsAProblem() {
        bench.environment("NCLOUD_ACCESS_KEY", "AAAAAAAAAA\nAAAAAAAAAA");
        assertThat(bench.problems()).extracting(Problem::option).containsExactly("NCLOUD_ACCESS_KEY");
        assertThat(bench.problems().toString()).doesNotContain("AAAA");
    }

    private String accessKey() {
        return bench.read().settings().account("default").accessKey().reveal();
    }

    private void put(String name, String letter) {
        if (!letter.equals("-")) {
            bench.environment(name, key(letter));
        }
    }

    private static String key(String letter) {
        return letter.repeat(20);
    }
}
