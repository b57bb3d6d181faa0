package io.haetae.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private static Activity activity(String json) throws Exception {
        return Activity.of(JSON.readTree(json), SEOUL);
    }

    private static Activity withData(String data) throws Exception {
        return activity("{\"eventTime\":1,\"productData\":" + data + "}");
    }

    @Test
    void hasEachFieldOfTheRecord() throws Exception {
        Activity activity = activity("""
                {"historyId":"a","nrn":"b","eventTime":1717200000000,"platformType":"c","productName":"d",
                "productDisplayName":"e","regionCode":"f","regionDispalyName":"g","resourceType":"h","resourceId":"i",
                "resourceName":"j","actionDisplayName":"k","actionResultType":"l","actionUserType":"m",
                "actionSubAccountNo":42,"sourceType":"n","sourceIp":"o","actionIdNo":7}""");
        assertThat(List.of(
                        activity.getHistoryId(),
                        activity.getNrn(),
                        activity.getPlatformType(),
                        activity.getProductName(),
                        activity.getProductDisplayName(),
                        activity.getRegionCode(),
                        activity.getRegionDisplayName(),
                        activity.getResourceType(),
                        activity.getResourceId(),
                        activity.getResourceName(),
                        activity.getActionDisplayName(),
                        activity.getActionResultType(),
                        activity.getActionUserType(),
                        activity.getActionSubAccountNo(),
                        activity.getSourceType(),
                        activity.getSourceIp(),
                        activity.field("actionIdNo"),
                        activity.id()))
                .containsExactly(
                        "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "42", "n", "o", "7", "a");
        assertThat(activity.getEventTime()).isEqualTo(1_717_200_000_000L);
    }

    @Test
    void takesTheRegionsNameSpeltEitherWay() throws Exception {
        assertThat(activity("{\"eventTime\":1,\"regionDisplayName\":\"한국\"}").getRegionDisplayName())
                .isEqualTo("한국");
        assertThat(activity("{\"eventTime\":1,\"regionDispalyName\":null,\"regionDisplayName\":\"한국\"}")
                        .getRegionDisplayName())
                .isEqualTo("한국");
    }

    @Test
    void tellsItsTimeInTheZone() throws Exception {
        assertThat(activity("{\"eventTime\":1717200000999}").getTime()).isEqualTo("2024-06-01 09:00:00");
        assertThat(Activity.of(JSON.readTree("{\"eventTime\":\"1717200000000\"}"), ZoneId.of("UTC"))
                        .getTime())
                .isEqualTo("2024-06-01 00:00:00");
    }

    @ParameterizedTest
    @CsvSource({"1717200000000", "'\"1717200000000\"'", "'\" 1717200000000 \"'", "1717200000000.0", "1.7172E12"})
    void takesATimeHoweverItIsWritten(String time) throws Exception {
        assertThat(activity("{\"eventTime\":" + time + "}").getEventTime()).isEqualTo(1_717_200_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3",
                "[]",
                "null",
                "\"x\"",
                "{}",
                "{\"eventTime\":null}",
                "{\"eventTime\":\"\"}",
                "{\"eventTime\":\"2024-06-01\"}",
                "{\"eventTime\":1.5}",
                "{\"eventTime\":true}",
                "{\"eventTime\":{}}",
                "{\"eventTime\":99999999999999999999}"
            })
    void isNoneWithoutAUsableTime(String json) {
        assertThatThrownBy(() -> activity(json)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Activity.of(null, SEOUL)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasDataFromAnObject() throws Exception {
        Activity activity = withData("{\"active\":true,\"n\":5,\"none\":null,\"inboundRules[0].ipBlock\":\"0.0.0.0/0\","
                + "\"deep\":{\"k\":[1,\"x\"]}}");
        assertThat(activity.data(activity)).containsEntry("active", "true").containsEntry("n", "5");
        assertThat(activity.data("inboundRules[0].ipBlock")).isEqualTo("0.0.0.0/0");
        assertThat(activity.data("deep")).isEqualTo(Map.of("k", List.of("1", "x")));
        assertThat(activity.data("none")).isNull();
        assertThat(activity.has("none")).isTrue();
        assertThat(activity.has("missing")).isFalse();
    }

    @Test
    void hasDataFromAListOfPairs() throws Exception {
        Activity activity = withData("[{\"key\":\"a\",\"value\":1},{\"name\":\"b\",\"productValue\":true},"
                + "{\"key\":null,\"name\":\"c\",\"value\":null},{\"value\":\"no key\"},\"odd\",7,null]");
        assertThat(activity.data(activity)).hasSize(3).containsEntry("a", "1").containsEntry("b", "true");
        assertThat(activity.has("c")).isTrue();
        assertThat(activity.data("c")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"text\"", "5", "[]", "{}"})
    void hasNoDataOtherwise(String data) throws Exception {
        Activity activity = withData(data);
        assertThat(activity.data(activity)).isEmpty();
        assertThat(activity.data("x")).isNull();
        assertThat(activity.show("data.x")).isEqualTo("N/A");
    }

    @Test
    void showsAFieldOrNA() throws Exception {
        Activity activity = activity("{\"eventTime\":1,\"sourceIp\":\"203.0.113.7\",\"resourceName\":null,"
                + "\"resourceId\":\"\",\"productData\":{\"a.b\":\"x\",\"empty\":\"\"}}");
        assertThat(activity.show("sourceIp")).isEqualTo("203.0.113.7");
        assertThat(activity.show("resourceName")).isEqualTo("N/A");
        assertThat(activity.show("resourceId")).isEqualTo("N/A");
        assertThat(activity.show("missing")).isEqualTo("N/A");
        assertThat(activity.show("data.a.b")).isEqualTo("x");
        assertThat(activity.show("data.empty")).isEqualTo("N/A");
        assertThat(activity.getResourceName()).isNull();
    }

    @Test
    void cannotBeChanged() throws Exception {
        Activity activity = withData("{\"a\":{\"b\":[1]}}");
        Map<String, Object> data = activity.data(activity);
        assertThatThrownBy(() -> data.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Map<?, ?>) data.get("a")).clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
