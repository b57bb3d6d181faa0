package io.haetae.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code application.properties}, in UTF-8.
 *
 * @param path null if there is no file
 * @param folder what relative paths in it are relative to
 */
record PropertiesFile(Path path, Path folder, Map<String, String> properties) {

    private static final Text RIGHT = Text.of("config.properties.right");

    /** No file: the defaults and the environment alone. */
    static PropertiesFile none(Path folder) {
        return new PropertiesFile(null, folder.toAbsolutePath(), Map.of());
    }

    /** Without properties if it can't be read, which is then among the problems. */
    static PropertiesFile read(Path path, Problems problems) {
        Path folder = path.toAbsolutePath().getParent();
        try {
            Properties properties = new Properties();
            String text = Files.readString(path);
            properties.load(new StringReader(text.startsWith("\uFEFF") ? text.substring(1) : text));
            return new PropertiesFile(path, folder, stripped(properties));
        } catch (CharacterCodingException e) {
            problems.add(path.toString(), Text.of("config.properties.utf-8"), RIGHT);
        } catch (IllegalArgumentException e) {
            problems.add(
                    path.toString(), Text.of("config.properties.escape"), Text.of("config.properties.escape.right"));
        } catch (IOException e) {
            String wrong = Files.exists(path) ? "config.properties.unread" : "config.properties.missing";
            problems.add(path.toString(), Text.of(wrong), RIGHT);
        }
        return none(folder);
    }

    /** What is not ours: for Camel, by whoever starts it. Ours holds secrets and goes no further. */
    Map<String, String> others() {
        return properties.entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith(Option.PREFIX))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> b, TreeMap::new));
    }

    private static Map<String, String> stripped(Properties properties) {
        Map<String, String> stripped = new TreeMap<>();
        // Properties keeps a value's trailing blanks
        properties
                .stringPropertyNames()
                .forEach(name -> stripped.put(name, properties.getProperty(name).strip()));
        return stripped;
    }
}
