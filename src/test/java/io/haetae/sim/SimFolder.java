package io.haetae.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where the stores of a run lie: in memory, where the system has such a place. */
record SimFolder(Path path) implements AutoCloseable {

    private static final Path MEMORY = Path.of("/dev/shm");

    static SimFolder make() {
        try {
            return new SimFolder(
                    Files.isWritable(MEMORY)
                            ? Files.createTempDirectory(MEMORY, "haetae-sim-")
                            : Files.createTempDirectory("haetae-sim-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes it with all that is in it. */
    @Override
    public void close() {
        try (Stream<Path> walk = Files.walk(path)) {
            List<Path> deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
