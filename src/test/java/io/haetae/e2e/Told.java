package io.haetae.e2e;

import io.haetae.sandbox.SandboxSlack;
import java.util.List;

/** What people in the channel have read. */
final class Told {

    private Told() {}

    /** Without what the watch says of itself. */
    static List<String> records(SandboxSlack slack) {
        return lines(slack).stream()
                .filter(line -> !line.startsWith("[Haetae]"))
                .toList();
    }

    static List<String> lines(SandboxSlack slack) {
        return slack.messages().stream()
                .flatMap(message -> message.text().lines())
                .toList();
    }
}
