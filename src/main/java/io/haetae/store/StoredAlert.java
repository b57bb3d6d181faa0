package io.haetae.store;

/**
 * An alert in the outbox. Times are epoch milliseconds, UTC; null where the thing has not happened.
 *
 * @param state {@code waiting}, {@code sending}, {@code sent} or {@code dead}
 * @param created when it was stored
 * @param attempts failed ones
 * @param firstFailed when the first attempt failed, moved on by the time in which nobody tried: give-up counts from here
 * @param batch the most alerts that may share a payload with this one; halves with each refused payload
 * @param settled when it was sent or became a dead letter
 * @param reason why the last attempt failed, without a secret
 */
public record StoredAlert(
        long id,
        Alert alert,
        String state,
        long created,
        int attempts,
        Long firstFailed,
        int batch,
        Long settled,
        String reason) {}
