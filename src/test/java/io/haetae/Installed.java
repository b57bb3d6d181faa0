package io.haetae;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What is tested as jars in a folder that everybody may read, and an archive of its classes: with it a JVM begins to
 * watch after two thirds of the work.
 */
final class Installed {

    private static Installed once;

    private final Path folder;
    private final String classPath;
    private final Path archive;

    private Installed() throws IOException {
        folder = Files.createTempDirectory("haetae-installed");
        Runtime.getRuntime().addShutdownHook(new Thread(this::delete));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<Path> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path from = Path.of(entry);
            if (!from.endsWith("test-classes") && Files.exists(from)) {
                jars.add(jar(from, jars.size()));
            }
        }
        classPath = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        archive = folder.resolve("classes.jsa");
    }

    /** The options of a JVM that runs it. */
    static synchronized List<String> options() throws IOException, InterruptedException {
        if (once == null) {
            once = new Installed();
            once.rehearse();
        }
        return once.options(Files.exists(once.archive) ? "-XX:SharedArchiveFile=" : "-Dno.archive=");
    }

    private List<String> options(String archiving) {
        return List.of("-Xshare:auto", archiving + archive, "-cp", classPath);
    }

    /** A run without a tracer until its first poll has failed; its classes are archived when it ends. */
    private void rehearse() throws IOException, InterruptedException {
        Path configuration = Files.writeString(
                folder.resolve("application.properties"),
                "haetae.poll-cron=* * * * * ?\nhaetae.data=data\nhaetae.routes="
                        + Path.of("routes").toAbsolutePath() + "\n");
        Map<String, String> nowhere = Map.of(
                "NCLOUD_ACCESS_KEY", "EXAMPLEACCESSKEY0000",
                "NCLOUD_SECRET_KEY", "EXAMPLESECRETKEY00000000000000000000000",
                "WEBHOOK_URL", "http://127.0.0.1:1/unused",
                "HAETAE_TRACER_URL", "http://127.0.0.1:1");
        HaetaeProcess run = HaetaeProcess.start(
                folder,
                List.of(),
                nowhere,
                options("-XX:ArchiveClassesAtExit="),
                "run",
                "--config",
                configuration.toString());
        try {
            Patience.await().until(() -> run.out().contains("the poll failed"));
            run.stop();
        } catch (ConditionTimeoutException | AssertionError e) { // too busy a machine: then without it
            run.kill();
            Files.deleteIfExists(archive);
        }
    }

    private Path jar(Path from, int number) throws IOException {
        Path jar = folder.resolve(number + "-" + from.getFileName() + (Files.isDirectory(from) ? ".jar" : ""));
        if (!Files.isDirectory(from)) {
            return Files.copy(from, jar);
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(from.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    private void delete() {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
