package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A disk of 8 MB, as a folder. Without the right to mount one, the test is skipped. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;
    private final Path filler;

    SmallDisk(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.filler = folder.resolve("filler");
        assumeThat(shell("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder.toString()))
                .as("only root can mount a small disk")
                .isZero();
    }

    void fill() throws IOException {
        byte[] kilobyte = new byte[1024];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(kilobyte);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    void makeRoom() throws IOException {
        Files.delete(filler);
    }

    /** Also with files open on it. */
    @Override
    public void close() throws Exception {
        shell("umount", "-l", folder.toString());
    }

    private static int shell(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }
}
