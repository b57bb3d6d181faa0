package io.haetae.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** docs/operations.md, whose example lines are what the watch really tells. */
final class Operations {

    private Operations() {}

    /** Those under the condition's heading, in the order in which Slack shows them. */
    static List<String> examples(String condition, String language) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/operations.md"));
        return lines.stream()
                .skip(lines.indexOf("## " + condition) + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("[Haetae] "))
                .filter(line -> language.equals("ko") == isKorean(line))
                .toList();
    }

    private static boolean isKorean(String line) {
        return line.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HANGUL);
    }
}
