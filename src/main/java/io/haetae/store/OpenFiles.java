package io.haetae.store;

import io.haetae.config.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;

/**
 * Which files (by device and inode) an open connection writes to. SQLite goes on writing into a file that has been
 * deleted or replaced, and says that all is well: so this is looked at before and after each transaction.
 */
final class OpenFiles {

    private final Path file;
    private final Path[] journals;
    private final Object key;
    private final Object[] journalKeys;
    private long size;
    private StoreException verdict;
    private List<Object> judged;

    /** Those that are at the path now; throws {@link StoreException} if there are none. */
    OpenFiles(Path file) {
        this.file = file;
        this.journals = new Path[] {SetAside.sibling(file, "-wal"), SetAside.sibling(file, "-shm")};
        this.journalKeys = new Object[journals.length];
        BasicFileAttributes found = attributes(file, file);
        if (found == null) {
            throw new StoreException(Fault.GONE, file, null, null);
        }
        this.key = found.fileKey();
        this.size = found.size();
    }

    /** Throws {@link StoreException} unless the path leads to what was opened, no shorter than it was. */
    void checkFile() {
        BasicFileAttributes found = attributes(file, file);
        if (found == null) {
            throw new StoreException(Fault.GONE, file, null, null);
        }
        if (!Objects.equals(found.fileKey(), key)) {
            throw new StoreException(Fault.REPLACED, file, null, null);
        }
        if (found.size() < size) {
            Text bytes = Text.of("store.bytes", Long.toString(size), Long.toString(found.size()));
            throw new StoreException(Fault.TRUNCATED, file, bytes, null);
        }
        size = found.size();
    }

    /** As {@link #checkFile}, and the same of its journals. */
    void check() {
        checkFile();
        for (int i = 0; i < journals.length; i++) {
            Object found = key(journals[i]);
            if (journalKeys[i] == null) {
                journalKeys[i] = found; // it comes with the first transaction
            } else if (!journalKeys[i].equals(found)) {
                throw new StoreException(Fault.JOURNAL_GONE, file, null, null);
            }
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** What is at the path now was read through, and found wanting: that need not be done each second. */
    void judge(StoreException found) {
        verdict = found;
        judged = state();
    }

    /** Null if nothing was found so far, or not of what is at the path now. */
    StoreException verdict() {
        return verdict != null && judged.equals(state()) ? verdict : null;
    }

    private List<Object> state() {
        BasicFileAttributes found = attributes(file, file);
        return found == null ? List.of() : List.of(found.fileKey(), found.size(), found.lastModifiedTime());
    }

    /** Whether the file at the path is the one that was opened; throws {@link StoreException} if there is none. */
    boolean same() {
        return Objects.equals(new OpenFiles(file).key, key);
    }

    /** Whether the journals at the path, if any, were this file's. */
    boolean hasJournals() {
        for (int i = 0; i < journals.length; i++) {
            if (journalKeys[i] != null && journalKeys[i].equals(key(journals[i]))) {
                return true;
            }
        }
        return false;
    }

    /** A journal that SQLite took away with its connection is nobody's: another one may get the same inode. */
    void closed() {
        for (int i = 0; i < journals.length; i++) {
            if (!Objects.equals(journalKeys[i], key(journals[i]))) {
                journalKeys[i] = null;
            }
        }
    }

    private Object key(Path path) {
        BasicFileAttributes found = attributes(path, file);
        return found == null ? null : found.fileKey();
    }

    private static BasicFileAttributes attributes(Path path, Path store) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new StoreException(Fault.CANT_OPEN, store, e.toString(), e);
        }
    }
}
