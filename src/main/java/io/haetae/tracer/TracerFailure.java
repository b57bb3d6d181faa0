package io.haetae.tracer;

import io.haetae.config.Hiding;
import io.haetae.config.Text;
import java.util.Arrays;
import java.util.Objects;

/**
 * Why a request to the tracer failed.
 *
 * @param status of the answer; null if there was none
 * @param detail for a person, without a secret
 * @param said the same in either language, where it is ours
 */
public record TracerFailure(Family family, Integer status, String detail, Text said) {

    public TracerFailure(Family family, Integer status, String detail) {
        this(family, status, detail, detail == null ? null : Text.asItIs(detail));
    }

    /** @param said the detail; may be null */
    static TracerFailure of(Family family, Integer status, Text said) {
        return new TracerFailure(family, status, said == null ? null : said.toString(), said);
    }

    /** What a failure means and so what helps. */
    public enum Family {
        BAD_REQUEST,
        CREDENTIALS,
        PERMISSION,
        NOT_FOUND,
        TOO_LARGE,
        QUOTA,
        THROTTLED,
        SERVER,
        SHAPE,
        JSON,
        UNREADABLE,
        NO_PROGRESS,
        CUT_OFF,
        GATEWAY_TIMEOUT,
        MANY_PAGES,
        DEADLINE,
        CONNECTION,
        STOPPED;

        /** In English, as they are stored. */
        public String words() {
            return text().toString();
        }

        public Text text() {
            return Text.of("tracer." + name());
        }

        /** Whether a smaller window may be answered: the answers themselves fail, not the tracer or the way to it. */
        public boolean halves() {
            return switch (this) {
                case SHAPE, JSON, UNREADABLE, NO_PROGRESS, CUT_OFF, TOO_LARGE, GATEWAY_TIMEOUT, MANY_PAGES -> true;
                default -> false;
            };
        }
    }

    /** Without what the request carried and the answer repeats: a gateway may show the key and the signature. */
    TracerFailure without(Hiding secrets) {
        String clean = secrets.in(detail);
        return Objects.equals(clean, detail) ? this : new TracerFailure(family, status, clean);
    }

    /** All of it. */
    public Text text() {
        Text text = status == null
                ? family.text()
                : Text.of("tracer.failure.status", family.text(), Integer.toString(status));
        return detail == null ? text : Text.of("tracer.failure.detail", text, said);
    }

    /** One that was stored; its detail stays in the words in which it was. */
    public static Text text(String stored) {
        return Arrays.stream(Family.values())
                .filter(family -> stored.startsWith(family.words()))
                .findFirst()
                .map(family -> Text.of(
                        "tracer.stored",
                        family.text(),
                        stored.substring(family.words().length())))
                .orElse(Text.asItIs(stored));
    }

    /** In English, as it is stored. */
    @Override
    public String toString() {
        return text().toString();
    }
}
