package io.haetae.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.io.IOCallback;

/** One answer that is not the ordinary one. Can be played any number of times. */
public abstract class Fault {

    private static final int FOR_EVER = -1;

    abstract void play(SandboxServer.Wire wire) throws IOException;

    /** @param headers names and values in turn */
    public static Fault status(int status, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        ContentType type = body.startsWith("{") ? ContentType.APPLICATION_JSON : ContentType.TEXT_HTML;
        return of(wire -> {
            wire.response().setCode(status);
            for (int i = 0; i < headers.length; i += 2) {
                wire.response().addHeader(headers[i], headers[i + 1]);
            }
            wire.response().setEntity(new ByteArrayEntity(bytes, type));
        });
    }

    /** An error as the tracer tells it, with {@code code} as text. */
    public static Fault error(int status, int code, String message, String... headers) {
        ObjectNode body = Received.JSON.createObjectNode();
        body.putObject("error").put("errorCode", Integer.toString(code)).put("message", message);
        return status(status, body.toString(), headers);
    }

    /** 200 with these bytes; {@code contentType} and {@code contentEncoding} may be null. */
    public static Fault raw(byte[] body, String contentType, String contentEncoding) {
        ContentType type = contentType == null ? null : ContentType.parse(contentType);
        return of(wire -> {
            wire.response().setCode(200);
            wire.response().setEntity(new ByteArrayEntity(body, type, contentEncoding));
        });
    }

    /** Takes the request and never answers. */
    public static Fault hang() {
        return of(wire -> {
            pause(wire, Duration.ofDays(1));
            throw new IOException("hung up at last");
        });
    }

    /** Takes the request and resets the connection. */
    public static Fault reset() {
        return of(wire -> {
            throw new IOException("reset on purpose");
        });
    }

    /** A 200 whose body begins at once and then brings one space each {@code interval}, for ever. */
    public static Fault drip(Duration interval) {
        return streamed(FOR_EVER, null, (out, wire) -> {
            out.write('{');
            drip(out, wire, ' ', interval);
        });
    }

    /** A 200 whose headers never end: one more byte each {@code interval}. */
    public static Fault dripHeaders(Duration interval) {
        return of(wire -> {
            OutputStream out = wire.socket().getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nX-Drip: ".getBytes(StandardCharsets.US_ASCII));
            drip(out, wire, 'x', interval);
        });
    }

    /** A 200 whose {@code items} never end, as fast as they are taken. */
    public static Fault endless() {
        byte[] items = "{\"productName\":\"VPCServer\"},\n".repeat(300).getBytes(StandardCharsets.US_ASCII);
        return streamed(FOR_EVER, null, (out, wire) -> {
            out.write("{\"items\":[".getBytes(StandardCharsets.US_ASCII));
            while (wire.closing().getCount() > 0) {
                out.write(items);
            }
        });
    }

    /** A 200 that promises more bytes than it brings before the connection breaks. */
    public static Fault cutOff() {
        byte[] begun = "{\"page\":0,\"size\":100,\"itemCount\":1,\"hasMore\":false,\"items\":[{\"historyId\":\"00"
                .getBytes(StandardCharsets.US_ASCII);
        return streamed(begun.length * 2L, null, (out, wire) -> {
            out.write(begun);
            out.flush();
            throw new IOException("cut off on purpose");
        });
    }

    /** A small gzip body that unpacks to {@code mebibytes} of spaces. */
    public static Fault bomb(int mebibytes) {
        byte[] mebibyte = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        return streamed(FOR_EVER, "gzip", (out, wire) -> {
            GZIPOutputStream gzip = new GZIPOutputStream(out);
            for (int i = 0; i < mebibytes; i++) {
                gzip.write(mebibyte);
            }
            gzip.finish();
        });
    }

    /** The tracer's ordinary page, changed: a count that lies, a missing {@code hasMore}, a broken item. */
    public static Fault altered(Consumer<ObjectNode> change) {
        return new PageFault(0, change);
    }

    /** The tracer's page as if the list had grown by so many records in front since the page before. */
    public static Fault shift(int records) {
        return new PageFault(records, page -> {});
    }

    /** The tracer's first page under the number of the one that was asked, {@code hasMore} true. */
    public static Fault repeatPage() {
        return new PageFault(Integer.MAX_VALUE, page -> page.put("hasMore", true));
    }

    private interface Play {
        void play(SandboxServer.Wire wire) throws IOException;
    }

    private interface Stream {
        void write(OutputStream out, SandboxServer.Wire wire) throws IOException;
    }

    private static Fault of(Play play) {
        return new Fault() {
            @Override
            void play(SandboxServer.Wire wire) throws IOException {
                play.play(wire);
            }
        };
    }

    private static Fault streamed(long length, String encoding, Stream stream) {
        return of(wire -> {
            IOCallback<OutputStream> body = out -> stream.write(out, wire);
            wire.response().setCode(200);
            wire.response().setEntity(new EntityTemplate(length, ContentType.APPLICATION_JSON, encoding, body));
        });
    }

    private static void drip(OutputStream out, SandboxServer.Wire wire, char drop, Duration interval)
            throws IOException {
        do {
            out.write(drop);
            out.flush();
        } while (!pause(wire, interval));
        throw new IOException("the server closes");
    }

    /** Whether the server closes. */
    private static boolean pause(SandboxServer.Wire wire, Duration time) {
        try {
            return wire.closing().await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
