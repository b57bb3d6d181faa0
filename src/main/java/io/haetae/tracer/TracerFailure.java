package io.haetae.tracer;

import java.util.Collection;

/**
 * Why a request to the tracer failed.
 *
 * @param status of the answer; null if there was none
 * @param detail for a person, without a secret
 */
public record TracerFailure(Family family, Integer status, String detail) {

    /** What a failure means and so what helps. */
    public enum Family {
        BAD_REQUEST("the tracer refuses the request"),
        CREDENTIALS("the tracer refuses the key, its signature or our clock"),
        PERMISSION("the key may not read the tracer: the policy NCP_CLOUD_ACTIVITY_TRACER_VIEWER is missing"),
        NOT_FOUND("wrong host or zone: haetae.tracer-url leads nowhere"),
        TOO_LARGE("the tracer finds the request too large"),
        QUOTA("the tracer's quota is used up"),
        THROTTLED("the tracer asks for fewer requests"),
        SERVER("the tracer has trouble of its own"),
        SHAPE("the answer is no page of activities"),
        JSON("the answer is no JSON"),
        UNREADABLE("too many records of the page can't be understood"),
        NO_PROGRESS("three pages in a row brought nothing new"),
        CUT_OFF("the answer breaks off"),
        GATEWAY_TIMEOUT("the tracer took too long for its own gateway"),
        MANY_PAGES("there are too many pages"),
        DEADLINE("the answer took too long"),
        CONNECTION("the tracer can't be reached"),
        STOPPED("the watch is stopping");

        private final String words;

        Family(String words) {
            this.words = words;
        }

        public String words() {
            return words;
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
    TracerFailure without(Collection<String> secrets) {
        String clean = detail;
        for (String secret : secrets) {
            clean = clean == null || secret.isEmpty() ? clean : clean.replace(secret, "***");
        }
        return new TracerFailure(family, status, clean);
    }

    @Override
    public String toString() {
        return family.words()
                + (status == null ? "" : " (HTTP " + status + ")")
                + (detail == null ? "" : ": " + detail);
    }
}
