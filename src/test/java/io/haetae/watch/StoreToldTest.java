package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.haetae.Patience;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in the place of a stamp: the name of the one in the temporary folder can be guessed by anybody. */
class StoreToldTest {

    private static final StoreTold.Told TOLD = new StoreTold.Told("channel", 1, 2, true);

    @TempDir
    Path folder;

    private Path data;
    private Path temporary;
    private StoreTold told;

    @BeforeEach
    void write() throws IOException {
        data = Files.createDirectory(folder.resolve("data"));
        temporary = Files.createDirectory(folder.resolve("tmp"));
        told = new StoreTold(data, temporary);
        told.write(List.of(TOLD));
    }

    /** The stamp in this folder, when the other one is no more. */
    private Path only(String where) throws IOException {
        Path elsewhere = files(temporary).get(0);
        Path beside = data.resolve(StoreTold.FILE);
        Files.delete(where.equals("data") ? elsewhere : beside);
        return where.equals("data") ? beside : elsewhere;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList();
        }
    }

    private static void runs(String... command) throws Exception {
        assumeThat(new ProcessBuilder("sh", "-c", "command -v " + command[0])
                        .start()
                        .waitFor())
                .as("there is no " + command[0])
                .isZero();
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private void isAsIfAbsent() {
        assertTimeoutPreemptively(
                Patience.LIMIT, () -> assertThat(told.read()).as("told").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "tmp"})
    void eitherOfThemIsEnough(String where) throws Exception {
        only(where);
        assertThat(told.read()).containsOnlyKeys("channel").containsValue(TOLD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "tmp"})
    void aPipeHangsNobody(String where) throws Exception {
        Path stamp = only(where);
        Files.delete(stamp);
        runs("mkfifo", stamp.toString());
        isAsIfAbsent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "tmp"})
    void aHugeFileIsNotRead(String where) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(only(where).toFile(), "rw")) {
            file.setLength(1L << 40); // and takes no room
        }
        isAsIfAbsent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "tmp"})
    void aLinkIsNotFollowed(String where) throws Exception {
        Path stamp = only(where);
        Path target = Files.move(stamp, folder.resolve("elsewhere"));
        Files.createSymbolicLink(stamp, target);
        isAsIfAbsent();
    }

    @Test
    void aStrangersFileSilencesNobody() throws Exception {
        assumeThat(System.getProperty("user.name"))
                .as("only root can give a file away")
                .isEqualTo("root");
        runs("chown", "nobody", only("tmp").toString());
        isAsIfAbsent();
    }

    @Test
    void whatStandsInItsPlaceGivesWay() throws Exception {
        Path stamp = only("tmp");
        Files.delete(stamp);
        runs("mkfifo", stamp.toString());
        told.write(List.of(TOLD));
        Files.delete(data.resolve(StoreTold.FILE));
        assertThat(told.isOpen()).isTrue();
    }

    @Test
    void isOverwrittenWithoutANewBlock() throws Exception {
        Path stamp = only("data");
        Object key = key(stamp);
        assertThat(stamp).hasSize(StampFile.BLOCK);
        assertThat(new StampFile(stamp, false).overwrite("other 3 4 ended\n")).isTrue();
        assertThat(stamp).hasSize(StampFile.BLOCK);
        assertThat(key(stamp)).isEqualTo(key);
        assertThat(told.read()).containsOnlyKeys("other").containsValue(new StoreTold.Told("other", 3, 4, false));
        assertThat(new StampFile(stamp, false).overwrite("x".repeat(StampFile.BLOCK)))
                .as("takes a second block")
                .isFalse();
        assertThat(told.read()).containsOnlyKeys("other");
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    @Test
    void anotherFileOfOursIsNotOverwrittenByASecondName() throws Exception {
        Path stamp = only("tmp");
        Path ours = Files.writeString(folder.resolve("ours"), "of value ".repeat(1000));
        Files.delete(stamp);
        Files.createLink(stamp, ours);
        assertThat(new StampFile(stamp, true).overwrite("")).isFalse();
        Files.delete(stamp);
        Files.createSymbolicLink(stamp, ours);
        assertThat(new StampFile(stamp, true).overwrite("")).isFalse();
        assertThat(ours).hasContent("of value ".repeat(1000));
    }

    @Test
    void whatIsTornIsAsIfAbsent() throws Exception {
        Path stamp = only("data");
        String whole = Files.readString(stamp);
        for (String torn : List.of("", "\0".repeat(4096), whole.substring(0, 30), whole.replace(" 2 ", " 3 "))) {
            Files.writeString(stamp, torn);
            isAsIfAbsent();
        }
        Files.writeString(stamp, whole);
        assertThat(told.isOpen()).isTrue();
    }

    @Test
    void isPreparedWithWhatIsKnown() throws Exception {
        only("tmp");
        told.prepare();
        assertThat(data.resolve(StoreTold.FILE)).hasSize(StampFile.BLOCK);
        only("data");
        assertThat(told.read()).containsValue(TOLD);
        Object key = key(data.resolve(StoreTold.FILE));
        told.prepare();
        assertThat(key(data.resolve(StoreTold.FILE))).isEqualTo(key);
    }

    @Test
    void oneThatSaysNothingIsPreparedOnce() throws Exception {
        Path stamp = only("data");
        Files.delete(stamp);
        told.prepare();
        Object key = key(stamp);
        told.prepare();
        assertThat(key(stamp)).isEqualTo(key);
        assertThat(told.read()).isEmpty();
    }

    @Test
    void ofADataFolderThatHangsIsKeptElsewhereAlone() throws Exception {
        StoreTold apart = StoreTold.apart(data, temporary);
        Files.delete(only("data"));
        apart.prepare();
        apart.write(List.of(TOLD));
        assertThat(data).isEmptyDirectory();
        assertThat(apart.read()).containsValue(TOLD);
        told.write(List.of(new StoreTold.Told("channel", 1, 3, false)));
        assertThat(apart.read()).as("what is beside the store").isEmpty();
    }

    /** Whoever is told of a folder that hangs must not hang in it. */
    @Test
    void whatIsBesideTheStoreIsNotReadApart() throws Exception {
        only("data");
        assertThat(StoreTold.apart(data, temporary).read()).isEmpty();
    }
}
