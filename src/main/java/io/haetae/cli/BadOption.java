package io.haetae.cli;

/** The command line is used wrongly in a way that picocli can't see. */
final class BadOption extends RuntimeException {

    BadOption(String message) {
        super(message);
    }
}
