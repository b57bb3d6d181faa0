package io.haetae.config;

import java.util.function.Supplier;

/** A secret that is replaced while the watch runs, without a file. */
public final class ChangingSecret {

    private ChangingSecret() {}

    public static Secret of(Supplier<String> value) {
        return new Secret(value);
    }
}
