package io.haetae.e2e;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haetae.sandbox.Fault;
import io.haetae.tracer.TracerFailure.Family;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * One way in which the tracer may fail to answer, and what the watch makes of it.
 *
 * @param words that stand in the stored failure beside the family's own
 * @param tells whether a record in the answer is told all the same: what came of a failed page counts
 */
record Trouble(String name, Fault fault, Family family, String words, boolean tells) {

    private static final String ROOT = "\"productDisplayName\":\"Account\",\"actionResultType\":\"SUCCESS\","
            + "\"resourceType\":\"Customer\",\"productData\":{\"twoFactorLoginType\":\"OTP\"}";

    private static final String UNKNOWN = "text/html; charset=no-such";

    static Trouble of(String name, Fault fault, Family family, String words) {
        return new Trouble(name, fault, family, words, false);
    }

    /** A page that is the tracer's but for this change. */
    private static Trouble altered(String name, Family family, String words, Consumer<ObjectNode> change) {
        return new Trouble(name, Fault.altered(change), family, words, true);
    }

    /** Each row of the table of errors, in each form in which gateways tell them. */
    static Stream<Trouble> rows() {
        return Stream.of(
                        row(400, 100, Family.BAD_REQUEST, Family.BAD_REQUEST),
                        row(401, 200, Family.CREDENTIALS, Family.CREDENTIALS),
                        row(401, 210, Family.PERMISSION, Family.CREDENTIALS),
                        row(403, 230, Family.PERMISSION, Family.PERMISSION),
                        row(404, 300, Family.NOT_FOUND, Family.NOT_FOUND),
                        row(413, 430, Family.TOO_LARGE, Family.TOO_LARGE),
                        row(429, 400, Family.QUOTA, Family.THROTTLED),
                        row(429, 410, Family.THROTTLED, Family.THROTTLED),
                        row(429, 420, Family.THROTTLED, Family.THROTTLED),
                        row(500, 900, Family.SERVER, Family.SERVER),
                        row(503, 500, Family.SERVER, Family.SERVER),
                        row(504, 510, Family.GATEWAY_TIMEOUT, Family.GATEWAY_TIMEOUT))
                .flatMap(row -> row);
    }

    private static Stream<Trouble> row(int status, int code, Family family, Family byStatus) {
        String name = status + " " + code;
        String number = "{\"error\":{\"errorCode\":" + code + ",\"message\":\"a word\"}}";
        String http = "(HTTP " + status + ")";
        return Stream.of(
                of(name + " as text", Fault.error(status, code, "a word"), family, http + ": {\"error\""),
                of(name + " as number", Fault.status(status, number), family, "a word"),
                of(name + " in a 200", Fault.status(200, number), family, "(HTTP 200)"),
                of(
                        name + " as XML",
                        Fault.status(status, "<?xml version='1.0'?><e>a\nword</e>"),
                        byStatus,
                        "<e>a word</e>"),
                of(name + " as HTML", Fault.status(status, "<html>a word</html>"), byStatus, http + ": <html>a word"),
                of(name + " without a word", Fault.status(status, ""), byStatus, http));
    }

    static Stream<Trouble> others() {
        return Stream.of(redirects(), gateways(), json(), shapes(), bytes()).flatMap(all -> all);
    }

    /** To where a request that followed would be answered well. */
    private static Stream<Trouble> redirects() {
        return Stream.of(301, 302, 303, 307, 308)
                .map(status -> of(
                        "redirect " + status,
                        Fault.status(
                                status, "moved", "Location", "https://user:word@elsewhere.example/login?token=secret"),
                        Family.NOT_FOUND,
                        "it points to elsewhere.example"));
    }

    private static Stream<Trouble> gateways() {
        return Stream.of(
                of("HTML with 200", Fault.status(200, "<html>log in"), Family.JSON, "it begins <html>log in"),
                of("XML with 200", typed("<?xml version='1.0'?><e/>", "text/xml"), Family.JSON, "it begins <?xml"),
                of("HTML in another charset", typed("<html>", "text/html; charset=UTF-16"), Family.JSON, ""),
                of("HTML in an unknown charset", Fault.status(200, "<html>", "Content-Type", UNKNOWN), Family.JSON, ""),
                of("503 in an unknown charset", Fault.status(503, "x", "Content-Type", UNKNOWN), Family.SERVER, ""),
                of("418", Fault.status(418, "short and stout"), Family.BAD_REQUEST, "(HTTP 418): short and stout"),
                of("502", Fault.status(502, "<html>bad"), Family.SERVER, "(HTTP 502): <html>bad"),
                of("599", Fault.status(599, "x"), Family.SERVER, "(HTTP 599)"));
    }

    private static Stream<Trouble> json() {
        String begin = "{\"hasMore\":false,\"items\":[{\"eventTime\":1," + ROOT + ",\"resourceName\":\"";
        return Stream.of(
                of("truncated", text(begin), Family.JSON, "end-of-input"),
                of("empty", text(""), Family.JSON, "No content"),
                of("blank", text("  \n"), Family.JSON, "No content"),
                of("two documents", text("{\"items\":[],\"hasMore\":false}{}"), Family.JSON, "railing"),
                of("nested as arrays", text("[".repeat(10_000)), Family.JSON, "nesting depth"),
                of("nested as objects", text("{\"a\":".repeat(10_000)), Family.JSON, "nesting depth"),
                of("nested in a record", text(begin + "x\",\"b\":" + "[".repeat(10_000)), Family.JSON, "nesting depth"),
                of("a number without end", text("{\"items\":" + "1".repeat(10_001)), Family.JSON, "umber"),
                of("a name without end", text("{\"" + "x".repeat(60_000) + "\":1}"), Family.JSON, "ame length"),
                of(
                        "a text without end",
                        raw(packed("{\"a\":\"" + "x".repeat(20_000_001) + "\"}"), "gzip"),
                        Family.JSON,
                        "String value length"),
                of("a wrong byte", wrong(begin, 0xff), Family.JSON, "no UTF-8"),
                of("half a character", wrong(begin, 0xed, 0x95), Family.JSON, "no UTF-8"),
                of("a long form", wrong(begin, 0xc0, 0xaf), Family.JSON, "no UTF-8"),
                of("a surrogate", wrong(begin, 0xed, 0xa0, 0x80), Family.JSON, "no UTF-8"),
                of("beyond Unicode", wrong(begin, 0xf4, 0x90, 0x80, 0x80), Family.JSON, "no UTF-8"));
    }

    private static Stream<Trouble> shapes() {
        return Stream.of(
                of("null", text("null"), Family.SHAPE, "'items'"),
                of("a list", text("[]"), Family.SHAPE, "'items'"),
                of("no items", text("{\"hasMore\":false,\"itemCount\":0}"), Family.SHAPE, "'items'"),
                altered("no hasMore", Family.SHAPE, "hasMore", page -> page.remove("hasMore")),
                altered("too large a count", Family.SHAPE, "itemCount", page -> page.put("itemCount", 7)),
                altered("too small a count", Family.SHAPE, "itemCount", Trouble::oneLess),
                altered("a count too large for a number", Family.SHAPE, "itemCount", Trouble::hugeCount),
                new Trouble("no progress", Fault.repeatPage(), Family.NO_PROGRESS, "", true),
                altered("unreadable records", Family.UNREADABLE, "2 of", Trouble::unreadable));
    }

    /** Wrong for an empty page, too: else halving would find windows that can be read. */
    private static void oneLess(ObjectNode page) {
        page.put("itemCount", page.get("items").size() - 1);
    }

    private static void hugeCount(ObjectNode page) {
        page.put("itemCount", new java.math.BigInteger("9".repeat(900)));
    }

    /** Two of them beside whatever is there, filled up with records of no interest. */
    private static void unreadable(ObjectNode page) {
        page.withArray("items").add(1).add("x");
        while (page.get("items").size() < 7) {
            page.withArray("items").addObject().put("eventTime", 1);
        }
        page.put("itemCount", page.get("items").size());
    }

    private static Stream<Trouble> bytes() {
        byte[] packed = packed("{\"items\":[],\"hasMore\":false}");
        byte[] large = new byte[(32 << 20) + 1];
        Arrays.fill(large, (byte) ' ');
        return Stream.of(
                of("cut off", Fault.cutOff(), Family.CUT_OFF, ""),
                of("cut off while packed", raw(Arrays.copyOf(packed, packed.length / 2), "gzip"), Family.CUT_OFF, ""),
                of("not packed at all", raw("{}".getBytes(StandardCharsets.UTF_8), "gzip"), Family.CUT_OFF, ""),
                of("packed in an unknown way", raw(packed, "br"), Family.JSON, ""),
                of("larger than 32 MiB", raw(large, null), Family.SHAPE, "larger than 32 MiB"),
                of("without an end", Fault.endless(), Family.SHAPE, "larger than 32 MiB"),
                of("a bomb", Fault.bomb(64), Family.SHAPE, "larger than 32 MiB"),
                of("a reset", Fault.reset(), Family.CONNECTION, "hung up without an answer"));
    }

    /** These are aborted at the deadline. */
    static Stream<Trouble> slow() {
        Duration drop = Duration.ofMillis(20);
        return Stream.of(
                of("no answer", Fault.hang(), Family.DEADLINE, "not whole within"),
                of("headers that drip", Fault.dripHeaders(drop), Family.DEADLINE, "not whole within"),
                of("a body that drips", Fault.drip(drop), Family.DEADLINE, "not whole within"));
    }

    private static Fault text(String body) {
        return raw(body.getBytes(StandardCharsets.UTF_8), null);
    }

    private static Fault typed(String body, String type) {
        return Fault.raw(body.getBytes(StandardCharsets.UTF_8), type, null);
    }

    private static Fault raw(byte[] body, String encoding) {
        return Fault.raw(body, "application/json", encoding);
    }

    /** A page that would be good but for these bytes in a record's name. */
    private static Fault wrong(String begin, int... bytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(begin.getBytes(StandardCharsets.UTF_8));
        for (int b : bytes) {
            body.write(b);
        }
        body.writeBytes("\"}]}".getBytes(StandardCharsets.UTF_8));
        return raw(body.toByteArray(), null);
    }

    static byte[] packed(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
