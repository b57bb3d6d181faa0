package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.haetae.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
    final Map<String, String> environment = new HashMap<>();

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
        assertThat(run(home.resolve("bin/haetae"), "status")).isZero();
        assertThat(output.strip()).isEqualTo("0077");
    }

    /** As Java would: makes the archive at the rehearsal, and else tells what it was given. */
    private void archivingJava(String rehearsal) throws IOException {
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("lib/a.jar"), "jar");
        script(java.resolve("bin/java"), """
                for word; do case $word in
                  -XX:ArchiveClassesAtExit=*) new=${word#*=} ;;
                  io.haetae.cli.Rehearsal) echo rehearsed >>"$0.count"; %s ;;
                esac; done
                echo "$@"
                """.formatted(rehearsal));
    }

    private long rehearsals() throws IOException {
        Path count = java.resolve("bin/java.count");
        return Files.exists(count) ? Files.readAllLines(count).size() : 0;
    }

    private List<Path> archives(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("class-data-"))
                    .toList();
        }
    }

    @Test
    void theFirstRunMakesTheClassDataArchiveOnceForTheseJars() throws Exception {
        archivingJava("echo data >\"$new\"; exit 0");
        assertThat(run(home.resolve("bin/haetae"), "status")).isZero();
        assertThat(output).as("a look is in a hurry").doesNotContain("making", "SharedArchiveFile");
        assertThat(run(home.resolve("bin/haetae"), "run")).isZero();
        Path archive = archives(home).get(0);
        assertThat(output).contains("haetae: making " + archive, "-XX:SharedArchiveFile=" + archive);
        assertThat(run(home.resolve("bin/haetae"), "run")).isZero();
        assertThat(run(home.resolve("bin/haetae"), "status")).isZero();
        assertThat(output).contains("-XX:SharedArchiveFile=" + archive).doesNotContain("making");
        assertThat(rehearsals()).isEqualTo(1);

        Files.writeString(home.resolve("lib/a.jar"), "an upgrade");
        assertThat(run(home.resolve("bin/haetae"), "status")).isZero();
        assertThat(output).doesNotContain("SharedArchiveFile");
        assertThat(run(home.resolve("bin/haetae"), "run")).isZero();
        assertThat(archives(home)).as("the old one is gone").hasSize(1).doesNotContain(archive);
        release("21.0.1");
        assertThat(run(home.resolve("bin/haetae"), "run")).isZero();
        assertThat(rehearsals()).as("and for this Java").isEqualTo(3);
    }

    @Test
    void theHelpOfRunMakesNone() throws Exception {
        archivingJava("echo data >\"$new\"; exit 0");
        for (String help : List.of("--help", "-h", "--version")) {
            assertThat(run(home.resolve("bin/haetae"), "run", help)).isZero();
            assertThat(output).doesNotContain("making", "SharedArchiveFile").endsWith("run " + help + "\n");
        }
        assertThat(archives(home)).isEmpty();
    }

    /** Java would leave the archive alone, without a word. */
    @Test
    void aJarThatWasTouchedLaterWantsAnArchiveOfItsOwn() throws Exception {
        archivingJava("echo data >\"$new\"; exit 0");
        for (int i = 0; i < 2; i++) {
            assertThat(run(home.resolve("bin/haetae"), "run")).isZero();
        }
        assertThat(rehearsals()).isEqualTo(1);
        Files.setLastModifiedTime(
                home.resolve("lib/a.jar"), FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(run(home.resolve("bin/haetae"), "run")).isZero();
        assertThat(rehearsals()).isEqualTo(2);
    }

    @Test
    void largePagesAreForKernelsThatHaveThem() throws Exception {
        Path kernels = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
        boolean has = Files.isReadable(kernels) && !Files.readString(kernels).contains("[never]");
        assertThat(run(home.resolve("bin/haetae"), "run")).isZero();
        assertThat(output.contains("<-XX:+UseTransparentHugePages>")).isEqualTo(has);
        assertThat(run(home.resolve("bin/haetae"), "status")).isZero();
        assertThat(output).doesNotContain("UseTransparentHugePages");
    }

    @Test
    void anArchiveThatCantBeMadeIsTriedOnceAndHoldsNothingUp() throws Exception {
        archivingJava("echo half >\"$new\"; exit 1");
        for (int i = 0; i < 2; i++) {
            assertThat(run(home.resolve("bin/haetae"), "run")).isZero();
            assertThat(output).contains("io.haetae.cli.Haetae run").doesNotContain("SharedArchiveFile");
        }
        assertThat(rehearsals()).isEqualTo(1);
        assertThat(archives(home)).singleElement().asString().endsWith(".jsa.none");
    }

    @Test
    void systemdsCacheIsTheArchivesPlaceAndWhereNothingCanBeWrittenThereIsNone() throws Exception {
        archivingJava("echo data >\"$new\"; exit 0");
        Path cache = Files.createDirectory(folder.resolve("cache"));
        environment.put("CACHE_DIRECTORY", cache.toString());
        assertThat(run(home.resolve("bin/haetae"), "run")).isZero();
        assertThat(archives(home)).isEmpty();
        assertThat(archives(cache)).hasSize(1);
        environment.put("CACHE_DIRECTORY", folder.resolve("missing").toString());
        assertThat(run(home.resolve("bin/haetae"), "run")).isZero();
        assertThat(output).doesNotContain("making", "SharedArchiveFile");
    }

    @Test
    void whatMustOutliveAStartIsInTheFolderThatSystemdGivesTheWatch() throws Exception {
        Path runtime = Files.createDirectory(folder.resolve("runtime"));
        environment.put("RUNTIME_DIRECTORY", runtime + ":/run/another");
        assertThat(run(home.resolve("bin/haetae"), "run")).isZero();
        assertThat(output).contains("<-Djava.io.tmpdir=" + runtime + ">");
        assertThat(run(home.resolve("bin/haetae"), "status")).isZero();
        assertThat(output).doesNotContain("java.io.tmpdir");
        environment.put("RUNTIME_DIRECTORY", folder.resolve("missing").toString());
        assertThat(run(home.resolve("bin/haetae"), "run")).isZero();
        assertThat(output).doesNotContain("java.io.tmpdir");
    }

    @Test
    void aSignalWhileItMakesTheArchiveEndsItWell() throws Exception {
        archivingJava("echo half >\"$new\"; exec tail -f /dev/null");
        Process running = start(home.resolve("bin/haetae"), "run");
        await().atMost(Duration.ofSeconds(30)).until(() -> archives(home).size() == 1);
        running.destroy();
        assertThat(running.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(running.exitValue()).isZero();
        assertThat(archives(home)).isEmpty();
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
    void itSpeaksTheLanguageThatIsConfigured() throws Exception {
        Files.delete(java.resolve("bin/java"));
        environment.put("HAETAE_LANGUAGE", "");
        String korean = "haetae: JAVA_HOME(" + java + ")에 java가 없습니다. Java 17 이상이 필요합니다\n";
        String english = "haetae: there is no java in JAVA_HOME (" + java + "); it takes Java 17 or newer\n";
        assertSays(korean);
        Files.writeString(home.resolve("application.properties"), "#haetae.language=ko\nhaetae.language = en\r\n");
        assertSays(english);
        Path another = Files.writeString(folder.resolve("my own"), "haetae.language=ko");
        assertSays(korean, "status", "--config", another.toString());
        assertSays(korean, "--config=" + another, "status");
        Files.writeString(another, "haetae.language=ko\n haetae.language en \n");
        assertSays(english, "--config=" + another, "status");
        Files.writeString(another, "haetae.language=en\nhaetae.language: ko\n");
        assertSays(korean, "--config=" + another, "status");
        Files.writeString(another, "\uFEFFhaetae.language=en\n");
        environment.put("HAETAE_LANGUAGE", " ");
        assertSays(english, "--config=" + another, "status");
        assertSays(korean, "--config=" + folder.resolve("none"), "status");
        Files.writeString(another, "haetae.language=english");
        assertSays(korean, "--config=" + another, "status");
        environment.put("HAETAE_LANGUAGE", "en");
        assertSays(english, "--config=" + another, "status");
        environment.put("HAETAE_LANGUAGE", "english");
        assertSays(korean, "status");
    }

    @Test
    void aJavaOfAnUnknownVersionIsRefusedInWords() throws Exception {
        Files.delete(java.resolve("release"));
        environment.put("HAETAE_LANGUAGE", "ko");
        assertThat(run(home.resolve("bin/haetae"))).isEqualTo(2);
        assertThat(output).isEqualTo("haetae: " + java + "/bin/java: Java 버전을 알 수 없습니다. 17 이상이 필요합니다\n");
        environment.put("HAETAE_LANGUAGE", "en");
        assertThat(run(home.resolve("bin/haetae"))).isEqualTo(2);
        assertThat(output).contains("is Java of an unknown version");
    }

    private void assertSays(String line, String... arguments) throws Exception {
        assertThat(run(home.resolve("bin/haetae"), arguments)).isEqualTo(2);
        assertThat(output).isEqualTo(line);
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
        Process running = start(launcher, arguments);
        output = new String(running.getInputStream().readAllBytes());
        assertThat(running.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return running.exitValue();
    }

    private Process start(Path launcher, String... arguments) throws IOException {
        ProcessBuilder process = new ProcessBuilder(launcher.toString());
        process.command().addAll(List.of(arguments));
        process.directory(folder.toFile()).redirectErrorStream(true);
        process.environment().put("JAVA_HOME", java.toString());
        process.environment().put("HAETAE_JAVA_OPTS", "-Xone -Dtwo=2");
        process.environment().merge("PATH", folder.resolve("path") + ":", (path, ours) -> ours + path);
        process.environment().remove("CACHE_DIRECTORY");
        process.environment().remove("RUNTIME_DIRECTORY");
        process.environment().put("HAETAE_LANGUAGE", "en");
        process.environment().putAll(environment);
        return process.start();
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
