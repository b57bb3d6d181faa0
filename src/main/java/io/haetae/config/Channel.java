package io.haetae.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One webhook. Throttle, hold and back-off are stored under its {@link #id()}, a hash of the URL: accounts that share a
 * webhook share them, and a replaced webhook starts clean.
 */
public record Channel(Secret webhook) {

    /** As it is at this moment, whatever becomes of its webhook's file. */
    public Channel now() {
        return new Channel(webhook.now());
    }

    /** The first 16 hex digits of the URL's SHA-256: safe to print, store and put into an endpoint URI. */
    public String id() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(webhook.reveal().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
