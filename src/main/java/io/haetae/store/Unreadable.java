package io.haetae.store;

/**
 * A record that can't be understood, kept as it came.
 *
 * @param hash of the raw text: it is kept once, however often it is read
 * @param raw at most 64 KiB of it
 */
public record Unreadable(String hash, String reason, String raw) {

    public static final int MOST = 64 * 1024;

    public Unreadable {
        raw = raw.length() <= MOST ? raw : raw.substring(0, MOST);
    }
}
