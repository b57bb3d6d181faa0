package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Runs {@code check} in either language, and reads what it shows as a person does. */
final class CheckShown {

    private final Surround surround;

    CheckShown(Surround surround) {
        this.surround = surround;
    }

    /** What has failed, and what to do about it, is all on one line each, but for its folding. */
    void fails(List<String> english, List<String> korean, String... options) {
        assertThat(failed("en", "failed ", options)).isEqualTo(english);
        assertThat(failed("ko", "실패 ", options)).isEqualTo(korean);
    }

    void fails(String english, String korean, String... options) {
        fails(List.of(english), List.of(korean), options);
    }

    private List<String> failed(String language, String state, String... options) {
        String out = run(language, 1, options);
        List<String> failed = new ArrayList<>();
        boolean goesOn = false;
        for (String line : out.lines().toList()) {
            boolean begins = line.startsWith("  " + state);
            goesOn = begins || goesOn && line.startsWith(" ".repeat(26));
            if (begins) {
                failed.add(line.strip().replaceAll(" +", " "));
            } else if (goesOn) {
                failed.set(failed.size() - 1, failed.get(failed.size() - 1) + " " + line.strip());
            }
        }
        assertThat(out.lines().reduce((any, last) -> last)).get().asString().startsWith(state.strip() + ": ");
        return failed;
    }

    /** What it shows, which fits into 80 columns. */
    String run(String language, int code, String... options) {
        surround.environment.put("HAETAE_LANGUAGE", language);
        String[] words = new String[options.length + 1];
        words[0] = "check";
        System.arraycopy(options, 0, words, 1, options.length);
        int ended = surround.run(words);
        String out = surround.terminal.out;
        assertThat(ended).as(out).isEqualTo(code);
        assertThat(surround.terminal.err).isEmpty();
        assertThat(out.lines())
                .allSatisfy(line -> assertThat(Columns.width(line)).as(line).isLessThanOrEqualTo(80));
        return out;
    }
}
