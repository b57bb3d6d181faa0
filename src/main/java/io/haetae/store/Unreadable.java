package io.haetae.store;

import java.nio.charset.StandardCharsets;

/**
 * A record that can't be understood, kept as it came.
 *
 * @param hash of the raw text: it is kept once, however often it is read
 * @param raw at most 64 KiB of it
 */
public record Unreadable(String hash, String reason, String raw) {

    public static final int MOST = 64 * 1024;

    public Unreadable {
        raw = cut(raw);
    }

    /** In bytes, as a store counts, and never within a character. */
    private static String cut(String raw) {
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MOST) {
            return raw;
        }
        int end = MOST;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
