package io.haetae.cli;

import io.haetae.store.Severity;
import picocli.CommandLine.Help.Ansi;

/** Colour, on a terminal only. Not by picocli's markup, which texts of strangers could hold as well. */
record Paint(boolean colour) {

    static Paint auto() {
        return new Paint(Ansi.AUTO.enabled());
    }

    String good(String text) {
        return wrap(text, "32");
    }

    String bad(String text) {
        return wrap(text, "31");
    }

    String strong(String text) {
        return wrap(text, "1");
    }

    String faint(String text) {
        return wrap(text, "2");
    }

    String state(String state, String text) {
        return state.equals("dead") ? bad(text) : text;
    }

    String severity(Severity severity, String text) {
        return switch (severity) {
            case CRITICAL -> bad(text);
            case HIGH -> wrap(text, "33");
            default -> text;
        };
    }

    private String wrap(String text, String code) {
        return colour ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }
}
