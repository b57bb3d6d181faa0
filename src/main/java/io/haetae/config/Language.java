package io.haetae.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The language of what a command says. */
public final class Language {

    private static final Pattern LINE = Pattern.compile("(?m)^(?:\\u00EF\\u00BB\\u00BF)?[ \\t]*"
            + Pattern.quote(Option.LANGUAGE.property()) + "[ \\t]*[=:\\s][ \\t]*(\\S*)");

    private Language() {}

    /**
     * Before anything else is read, as even what is wrong with the configuration is told in it: from the environment, else
     * from what can be read of the file. Korean if it is set to neither language, which is told later.
     */
    public static Locale early(Map<String, String> environment, Path file) {
        Problems later = new Problems();
        PropertiesFile properties =
                Files.exists(file) ? PropertiesFile.read(file, later) : PropertiesFile.none(Path.of(""));
        if (later.isEmpty()) {
            return new Values(environment, properties, Path.of(""), later).language();
        }
        return new Values(environment, new PropertiesFile(null, Path.of(""), line(file)), Path.of(""), later)
                .language();
    }

    /** Of a file that is broken elsewhere; the last line counts, as in one that is not. */
    private static Map<String, String> line(Path file) {
        try {
            Matcher line = LINE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            Map<String, String> last = Map.of();
            while (line.find()) {
                last = Map.of(Option.LANGUAGE.property(), line.group(1));
            }
            return last;
        } catch (IOException e) {
            return Map.of();
        }
    }
}
