package io.haetae.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose library is loaded. That one is kept and swept is held by {@code RunTest}. */
class NativeFolderTest {

    private static final int ROOT = 0;
    private static final int NOBODY = 65534;

    @TempDir
    Path data;

    private final Map<String, String> before = new HashMap<>();

    @BeforeEach
    void clear() {
        for (String name : List.of("org.sqlite.tmpdir", "org.sqlite.lib.path")) {
            before.put(name, System.clearProperty(name));
        }
    }

    @AfterEach
    void restore() {
        before.forEach((name, value) -> {
            System.clearProperty(name);
            if (value != null) {
                System.setProperty(name, value);
            }
        });
    }

    private static String used() {
        return System.getProperty("org.sqlite.tmpdir");
    }

    private static String loaded() {
        return System.getProperty("org.sqlite.lib.path");
    }

    private Path natives() throws IOException {
        return Files.createDirectories(data.resolve("native"));
    }

    private Path kept() throws IOException {
        Path unpacked = Files.writeString(natives().resolve("unpacked"), "a library");
        KeptLibrary.keep(unpacked);
        Files.delete(unpacked);
        try (var files = Files.list(natives())) {
            return files.toList().get(0);
        }
    }

    private static void give(Path path, int user) throws IOException {
        Files.setAttribute(path, "unix:uid", user);
    }

    private void assumeRoot() throws IOException {
        Assumptions.assumeTrue(Integer.valueOf(ROOT).equals(Files.getAttribute(data, "unix:uid")));
    }

    @Test
    void ownOnesAreUsed() throws Exception {
        Path kept = kept();
        NativeFolder.in(data);
        assertThat(used()).isEqualTo(natives().toString());
        assertThat(loaded()).isEqualTo(kept.toString());
        System.clearProperty("org.sqlite.tmpdir");
        NativeFolder.beside(data);
        assertThat(used()).isEqualTo(natives().toString());
    }

    @Test
    void inTheDataFolderOfAnotherUserNothingIsLoadedAndNothingIsMade() throws Exception {
        assumeRoot();
        give(data, NOBODY);
        NativeFolder.in(data).sweep();
        assertThat(data).isEmptyDirectory();
        assertThat(used()).isNull();

        Path kept = kept(); // of root's, but its owner may put another one there
        NativeFolder.in(data).sweep();
        NativeFolder.beside(data);
        assertThat(used()).isNull();
        assertThat(loaded()).isNull();
        assertThat(kept).isNotEmptyDirectory();
    }

    @Test
    void noneOfAnotherUserIsLoadedFromAFolderOfOurs() throws Exception {
        assumeRoot();
        Path kept = kept();
        give(natives(), NOBODY);
        NativeFolder.in(data);
        NativeFolder.beside(data);
        assertThat(used()).isNull();
        assertThat(loaded()).isNull();

        give(natives(), ROOT);
        give(kept, NOBODY);
        assertThat(KeptLibrary.use(List.of(kept))).isEmpty();
        give(kept, ROOT);
        give(kept.resolve(System.mapLibraryName("sqlitejdbc")), NOBODY);
        assertThat(KeptLibrary.use(List.of(kept))).isEmpty();
        give(kept.resolve(System.mapLibraryName("sqlitejdbc")), ROOT);
        assertThat(KeptLibrary.use(List.of(kept))).isEqualTo(Optional.of(kept));
    }

    /** Whoever runs this: the root of the file system is root's. */
    @Test
    void whoseAFileIsIsToldByTheSystem() throws Exception {
        Path own = Files.createFile(data.resolve("own"));
        String name = System.getProperty("user.name");
        try {
            System.setProperty("user.name", "somebody");
            assertThat(Owner.isSelf(own)).isTrue();
            assertThat(Owner.isSelf(Files.createSymbolicLink(data.resolve("link"), own)))
                    .isFalse();
            assertThat(Owner.isSelf(data.resolve("none"))).isFalse();
            boolean root = Integer.valueOf(ROOT).equals(Files.getAttribute(own, "unix:uid"));
            assertThat(Owner.isSelf(Path.of("/"))).isEqualTo(root);
            assertThat(Owner.isSelfOrRoot(Path.of("/"))).isTrue();
        } finally {
            System.setProperty("user.name", name);
        }
    }
}
