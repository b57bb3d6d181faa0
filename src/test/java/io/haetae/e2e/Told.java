package io.haetae.e2e;

import io.haetae.sandbox.SandboxSlack;
import java.util.List;

/** What people in the channel have read. */
final class Told {

    private Told() {}

    static List<String> lines(SandboxSlack slack) {
        return slack.messages().stream()
                .flatMap(message -> message.text().lines())
                .toList();
    }
}
