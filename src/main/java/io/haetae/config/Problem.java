package io.haetae.config;

/**
 * One thing wrong with the configuration, for people. Never holds a secret's value.
 *
 * @param option the name under which it was given, or could be
 * @param wrong what is wrong
 * @param right what would be right
 */
public record Problem(String option, String wrong, String right) {

    @Override
    public String toString() {
        return option + ": " + wrong + "; " + right;
    }
}
