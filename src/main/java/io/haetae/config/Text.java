package io.haetae.config;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/**
 * Something to be said, in whichever language it is asked for. Its words are in {@code words_ko.properties} and
 * {@code words_en.properties} of the package that its key begins with.
 *
 * @param arguments numbers, other texts, and what is shown as it is
 */
public record Text(String key, List<Object> arguments) {

    public static Text of(String key, Object... arguments) {
        return new Text(key, Arrays.stream(arguments).map(Text::argument).toList());
    }

    /** Words that are not ours, as a library's, in the only language that they have. */
    public static Text asItIs(String words) {
        return of("config.as-it-is", words);
    }

    private static Object argument(Object argument) {
        return argument instanceof Number || argument instanceof Text ? argument : String.valueOf(argument);
    }

    /** Korean or English, whatever the machine speaks. */
    public String in(Locale language) {
        ResourceBundle words = ResourceBundle.getBundle(
                "io.haetae." + key.substring(0, key.indexOf('.')) + ".words",
                language,
                Text.class.getClassLoader(),
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        Object[] shown = arguments.stream()
                .map(argument -> argument instanceof Text text ? text.in(language) : argument)
                .toArray();
        return new MessageFormat(words.getString(key), Locale.ROOT).format(shown);
    }

    /** In English, as the log has it. */
    @Override
    public String toString() {
        return in(Locale.ENGLISH);
    }
}
