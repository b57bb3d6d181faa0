package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.haetae.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * The disk hangs when the watch starts: SQLite's library is a pipe that nobody writes to, and whoever loads it waits. Java
 * then loads none for anybody else, so that nobody can be told; that people are told else, StoreStartHangsTest shows.
 */
class HangingStartTest {

    @TempDir
    Path folder;

    private Child child;

    @BeforeEach
    void prepare() {
        child = new Child(folder);
    }

    @AfterEach
    void close() throws InterruptedException {
        child.close();
    }

    @Test
    void itSaysSoAndEndsAlthoughThreadsAndAShutdownHookHang() throws Exception {
        Path library = Files.createDirectory(folder.resolve("library"));
        assumeThat(new ProcessBuilder(
                                "mkfifo",
                                library.resolve(LibraryLoaderUtil.getNativeLibName())
                                        .toString())
                        .start()
                        .waitFor())
                .as("there is no mkfifo")
                .isZero();
        Path log = Files.writeString(folder.resolve("logback.xml"), """
                <configuration>
                  <shutdownHook class="ch.qos.logback.core.hook.DefaultShutdownHook"><delay>1 hour</delay></shutdownHook>
                </configuration>
                """);
        child.environment.put(
                "JAVA_TOOL_OPTIONS",
                "-Dhaetae.start-patience=2 -Dorg.sqlite.lib.path=" + library + " -Dlogback.configurationFile=" + log);
        String file = child.data.resolve(Store.FILE).toString();
        child.run();
        assertThat(child.ends()).as(child.out()).isEqualTo(1);
        assertThat(child.err())
                .endsWith("haetae: " + file + " does not answer: look at its disk, and into the system's log\n");
    }
}
