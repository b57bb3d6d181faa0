package io.haetae.tracer;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.io.InputDecorator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Refuses bytes that are no UTF-8. Jackson by itself takes overlong forms, encoded surrogates and what lies beyond
 * Unicode, and makes characters of them that a store or Slack would silently replace.
 */
public final class Utf8Only extends InputDecorator {

    @Override
    public InputStream decorate(IOContext context, InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        return decorate(context, bytes, 0, bytes.length);
    }

    @Override
    public InputStream decorate(IOContext context, byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes, offset, length);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer some = CharBuffer.allocate(8 << 10);
        CoderResult result = decoder.decode(left, some, true);
        while (result.isOverflow()) {
            result = decoder.decode(left, some.clear(), true);
        }
        if (result.isError()) {
            throw new JsonParseException(null, "no UTF-8 from byte " + (left.position() - offset) + " on");
        }
        return new ByteArrayInputStream(bytes, offset, length);
    }

    @Override
    public Reader decorate(IOContext context, Reader in) {
        return in;
    }
}
