package io.haetae.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.config.Secret;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /cluster/kubeconfig, 1668407407855, access, secret, LTJli9+OKT2KvUXxiKslMfu5FIOmDN83avehOvgUFp0=",
        "POST, /api/v1/activities, 1700000000000, EXAMPLEACCESSKEY0000, EXAMPLESECRETKEY00000000000000000000000,"
                + " lGaZk/PUxEa2ZmW/HuRM7d1oI7TfdDRtTtKapLA27n8=",
        "POST, /api/v1/activities?responseFormatType=json, 1700000000000, EXAMPLEACCESSKEY0000,"
                + " EXAMPLESECRETKEY00000000000000000000000, DXMRSrWNb8CH2dzfoqqnrOJSr0+nwfssZf2WWSmbIPw="
    })
    void isTheOneOfTheTable(String method, String path, long time, String access, String secret, String signature) {
        assertThat(Signature.of(method, path, time, new Secret(access), new Secret(secret)))
                .isEqualTo(signature);
    }
}
