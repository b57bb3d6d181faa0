package io.haetae.store;

import io.haetae.config.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Moves a store, or what is left of one, out of the way, under a dated name in its folder; nothing is deleted. */
final class SetAside {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");
    private static final List<String> JOURNALS = List.of("-wal", "-shm");

    private SetAside() {}

    /** See {@link Store#fresh}. Empty if there is nothing to be moved. */
    static Optional<Path> unusable(Path file, Sqlite sqlite, ZonedDateTime now) {
        if (Files.notExists(file) && !hasJournal(file)) {
            return Optional.empty();
        }
        try {
            Opened.existing(file, sqlite, true, true).close();
            throw new SoundStore(Text.of("store.sound", file));
        } catch (StoreException e) {
            if (e.fault() == null || !e.fault().ofTheFile()) {
                throw e;
            }
            return Optional.of(all(file, now));
        }
    }

    /** The file and its journals, named so that they still belong together; gives back the file's new name. */
    static Path all(Path file, ZonedDateTime now) {
        Path aside = free(file, now);
        move(file, aside);
        journals(file, aside);
        return aside;
    }

    /** The journals only: those of a file that is no longer there. SQLite would write them into the one that is. */
    static void journals(Path file, ZonedDateTime now) {
        journals(file, free(file, now));
    }

    private static void journals(Path file, Path aside) {
        JOURNALS.forEach(journal -> move(sibling(file, journal), sibling(aside, journal)));
    }

    static boolean hasJournal(Path file) {
        return Files.exists(sibling(file, JOURNALS.get(0)));
    }

    static Path sibling(Path file, String end) {
        return file.resolveSibling(file.getFileName() + end);
    }

    private static Path free(Path file, ZonedDateTime now) {
        Path name = sibling(file, ".set-aside-" + DATE.format(now));
        Path free = name;
        for (int i = 2; Files.exists(free) || hasJournal(free); i++) {
            free = sibling(name, "." + i);
        }
        return free;
    }

    private static void move(Path from, Path to) {
        try {
            if (Files.exists(from)) {
                Files.move(from, to);
            }
        } catch (IOException e) {
            throw new StoreException(Fault.CANT_OPEN, from, Text.of("store.not-aside", e), e);
        }
    }
}
