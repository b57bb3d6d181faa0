package io.haetae.config;

import java.util.Objects;
import java.util.function.Supplier;

/**
 * A key or a webhook URL: prints as {@code ***} wherever it ends up, so only {@link #reveal()} gives it away. One that
 * stands in a file follows that file: whoever needs the same value twice takes {@link #now()} first.
 */
public final class Secret {

    private final Supplier<String> value;

    public Secret(String value) {
        Objects.requireNonNull(value, "value");
        this.value = () -> value;
    }

    /** One that may be replaced while the watch runs. */
    Secret(Supplier<String> value) {
        this.value = value;
    }

    public String reveal() {
        return value.get();
    }

    /** As it is at this moment, whatever becomes of its file. */
    public Secret now() {
        return new Secret(reveal());
    }

    @Override
    public String toString() {
        return "***";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.reveal().equals(reveal());
    }

    @Override
    public int hashCode() {
        return reveal().hashCode();
    }
}
