package io.haetae.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * The log as JSON, an object a line: {@code time} (ISO-8601, UTC), {@code level}, {@code logger}, {@code thread},
 * {@code message} and, where there is one, {@code exception} with its stack. Logback's own encoder has other names, and
 * the time as a number.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {

    private static final byte[] NONE = {};
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final JsonFactory json = new JsonFactory();

    @Override
    public byte[] encode(ILoggingEvent event) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try (JsonGenerator object = json.createGenerator(line)) {
            object.writeStartObject();
            object.writeStringField("time", TIME.format(event.getInstant()));
            object.writeStringField("level", event.getLevel().toString());
            object.writeStringField("logger", event.getLoggerName());
            object.writeStringField("thread", event.getThreadName());
            object.writeStringField("message", whole(event.getFormattedMessage()));
            if (event.getThrowableProxy() instanceof ThrowableProxy thrown) {
                object.writeStringField(
                        "exception", whole(ThrowableProxyUtil.asString(thrown).strip()));
            }
            object.writeEndObject();
            object.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is written but memory
        }
        return line.toByteArray();
    }

    /** Half a character, as a cut name may end with, can't be written. */
    private static String whole(String text) {
        return new String(String.valueOf(text).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Override
    public byte[] headerBytes() {
        return NONE;
    }

    @Override
    public byte[] footerBytes() {
        return NONE;
    }
}
