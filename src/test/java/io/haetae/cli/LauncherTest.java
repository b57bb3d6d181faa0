package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** bin/haetae itself, with a java that prints what it is given. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    @TempDir
    Path folder;

    Path home;
    Path java;
    String output;

    @BeforeEach
    void setUp() throws IOException {
        folder = folder.toRealPath();
        home = folder.resolve("a home");
        java = folder.resolve("a java");
        Files.createDirectories(home.resolve("bin"));
        Files.copy(Path.of("bin/haetae"), home.resolve("bin/haetae"));
        script(java.resolve("bin/java"), "for word; do echo \"<$word>\"; done");
        release("17.0.15");
    }

    @Test
    void theDistributionJustRunsWithBlanksInItsPathAndFromAnywhere() throws Exception {
        assertThat(run(home.resolve("bin/haetae"), "status", "two words")).isZero();
        assertThat(output.lines())
                .contains("<-Dhaetae.home=" + home + ">", "<" + home + "/lib/*>", "<io.haetae.cli.Haetae>")
                .contains("<-Xone>", "<-Dtwo=2>")
                .endsWith("<status>", "<two words>");
    }

    @Test
    void whatItMakesIsItsUsersAlone() throws Exception {
        script(java.resolve("bin/java"), "umask");
        assertThat(run(home.resolve("bin/haetae"), "run")).isZero();
        assertThat(output.strip()).isEqualTo("0077");
    }

    @Test
    void throughLinks() throws Exception {
        Path first = Files.createSymbolicLink(folder.resolve("first"), Path.of("a home/bin/haetae"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), first);
        assertThat(run(second)).isZero();
        assertThat(output).contains("<-Dhaetae.home=" + home + ">");
    }

    @Test
    void anOldJavaIsRefused() throws Exception {
        release("11.0.20");
        assertThat(run(home.resolve("bin/haetae"))).isEqualTo(2);
        assertThat(output).contains("is Java 11.0.20; it takes 17 or newer");
        release("1.8.0_392");
        assertThat(run(home.resolve("bin/haetae"))).isEqualTo(2);
    }

    @Test
    void aJavaWithoutReleaseFileIsAsked() throws Exception {
        Files.delete(java.resolve("release"));
        script(
                java.resolve("bin/java"),
                "[ \"$1\" = -version ] && echo 'openjdk version \"21.0.1\" x' >&2 || echo ran");
        assertThat(run(home.resolve("bin/haetae"))).isZero();
        assertThat(output).isEqualTo("ran\n");
    }

    @Test
    void noJavaIsTwo() throws Exception {
        Files.delete(java.resolve("bin/java"));
        assertThat(run(home.resolve("bin/haetae"))).isEqualTo(2);
        assertThat(output).contains("there is no java in JAVA_HOME");
    }

    @Test
    void aCheckoutIsBuiltOnceAndAgainWhenASourceIsNewer() throws Exception {
        Files.createDirectories(home.resolve("src/main"));
        Files.writeString(home.resolve("pom.xml"), "");
        script(
                folder.resolve("path/mvn"),
                "printf '\\033[0m'; mkdir -p target; touch target/haetae.jar; echo a.jar:b.jar >target/classpath");
        assertThat(run(home.resolve("bin/haetae"))).isZero();
        assertThat(output)
                .startsWith("haetae: building")
                .doesNotContain("\u001B")
                .contains("<" + home + "/target/haetae.jar:a.jar:b.jar>");
        assertThat(run(home.resolve("bin/haetae"))).isZero();
        assertThat(output).doesNotContain("building");
        Path source = Files.writeString(home.resolve("src/main/New.java"), "");
        // file times are no finer than the kernel's tick
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(run(home.resolve("bin/haetae"))).isZero();
        assertThat(output).contains("building");
    }

    @Test
    void aBuildThatFailsIsOne() throws Exception {
        Files.createDirectories(home.resolve("src/main"));
        Files.writeString(home.resolve("pom.xml"), "");
        script(folder.resolve("path/mvn"), "echo why >&2; exit 1");
        assertThat(run(home.resolve("bin/haetae"))).isEqualTo(1);
        assertThat(output).contains("why\nhaetae: the build failed");
    }

    private int run(Path launcher, String... arguments) throws Exception {
        ProcessBuilder process = new ProcessBuilder(launcher.toString());
        process.command().addAll(List.of(arguments));
        process.directory(folder.toFile()).redirectErrorStream(true);
        process.environment().put("JAVA_HOME", java.toString());
        process.environment().put("HAETAE_JAVA_OPTS", "-Xone -Dtwo=2");
        process.environment().merge("PATH", folder.resolve("path") + ":", (path, ours) -> ours + path);
        Process running = process.start();
        output = new String(running.getInputStream().readAllBytes());
        assertThat(running.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return running.exitValue();
    }

    private void release(String version) throws IOException {
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    private static void script(Path path, String body) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
