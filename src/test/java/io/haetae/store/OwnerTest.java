package io.haetae.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Root at work in the folder of a service's user. */
@DisabledOnOs(OS.WINDOWS)
class OwnerTest {

    private static final int NOBODY = 65534;

    @TempDir
    Path folder;

    private Path data;

    /** {@code run --fresh-store} by root left a store that the service could not open, nor begin with. */
    @Test
    void whatRootMakesThereIsThatUsers() throws Exception {
        data = Files.createDirectory(folder.resolve("data"));
        assumeTrue(Owner.isSelf(data) && (int) Files.getAttribute(data, "unix:uid") == 0, "this is not root");
        Files.setAttribute(data, "unix:uid", NOBODY);
        Files.setAttribute(data, "unix:gid", NOBODY);
        Store.open(data).close();
        assertThatAllIsTheirs();
        Files.writeString(data.resolve(Store.FILE), "no database");
        try (Store fresh = Store.fresh(data, Instant.EPOCH.atZone(ZoneOffset.UTC), (tx, aside) -> {})) {
            fresh.probe();
            assertThatAllIsTheirs();
        }
    }

    private void assertThatAllIsTheirs() throws Exception {
        try (Stream<Path> files = Files.list(data)) {
            assertThat(files).isNotEmpty().allSatisfy(file -> {
                assertThat(Files.getAttribute(file, "unix:uid"))
                        .as(file.toString())
                        .isEqualTo(NOBODY);
                assertThat(Files.getAttribute(file, "unix:gid"))
                        .as(file.toString())
                        .isEqualTo(NOBODY);
            });
        }
    }
}
