package io.haetae.config;

/**
 * One thing wrong with the configuration, for people. Never holds a secret's value.
 *
 * @param option the name under which it was given, or could be
 * @param wrong what is wrong
 * @param right what would be right
 */
public record Problem(String option, Text wrong, Text right) {

    /** All of it. */
    public Text text() {
        return Text.of("config.problem", option, wrong, right);
    }

    /** In English, as the log has it. */
    @Override
    public String toString() {
        return text().toString();
    }
}
