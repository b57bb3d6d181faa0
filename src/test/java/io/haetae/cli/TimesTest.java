package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {

    @Test
    void inTheConfiguredZone() {
        assertThat(new Times(ZoneId.of("Asia/Seoul")).show(1717200000000L)).isEqualTo("2024-06-01 09:00:00");
    }

    @ParameterizedTest
    @CsvSource({"-5,0s", "999,0s", "12000,12s", "150000,2m30s", "11523000,3h12m", "363600000,4d5h", "604800000,7d"})
    void roughlyIsTwoUnits(long millis, String rough) {
        assertThat(Times.rough(millis)).hasToString(rough);
    }
}
