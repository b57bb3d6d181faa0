package io.haetae;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * What is tested as jars in a folder that everybody may read, and an archive of its classes: with it a JVM begins to
 * watch after two thirds of the work. The processes of one test run share it, as it takes a quarter of a minute to make; the
 * last one of them removes it.
 */
final class Installed {

    private static final Path LOCK = Path.of("target", "installed.lock");
    private static Installed once;

    private final Path folder;
    private final List<Path> jars = new ArrayList<>();
    private final Path archive;

    private Installed(Path folder) {
        this.folder = folder;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.endsWith("test-classes") && Files.exists(Path.of(entry))) {
                jars.add(Path.of(entry));
            }
        }
        archive = folder.resolve("classes.jsa");
    }

    /** The options of a JVM that runs it. */
    static synchronized List<String> options() throws IOException, InterruptedException {
        if (once == null) {
            once = shared();
        }
        return once.options(Files.exists(once.archive) ? "-XX:SharedArchiveFile=" : "-Dno.archive=");
    }

    /** Of the lock file the first byte is for who makes or removes it, the second for those who use it; it names the folder. */
    private static Installed shared() throws IOException, InterruptedException {
        FileChannel lock =
                FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (FileLock alone = lock.lock(0, 1, false)) {
            FileLock unused = lock.tryLock(1, 1, false);
            Installed installed;
            if (unused == null) {
                installed = new Installed(Path.of(Files.readString(LOCK)));
            } else {
                unused.release(); // what is there was left behind by a run that was killed, and may be of other classes
                installed = new Installed(Files.createTempDirectory("haetae-installed"));
                installed.make();
                Files.writeString(LOCK, installed.folder.toString());
            }
            FileLock used = lock.lock(1, 1, true);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> installed.leave(lock, used)));
            return installed;
        }
    }

    private void leave(FileChannel lock, FileLock used) {
        try {
            used.release();
            try (FileLock alone = lock.lock(0, 1, false);
                    FileLock unused = lock.tryLock(1, 1, false)) {
                if (unused != null) {
                    delete();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (Path from : jars) {
            jar(from, copy(from));
        }
        rehearse();
    }

    private Path copy(Path from) {
        return folder.resolve(jars.indexOf(from) + "-" + from.getFileName() + (Files.isDirectory(from) ? ".jar" : ""));
    }

    private List<String> options(String archiving) {
        String classPath =
                jars.stream().map(this::copy).map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        return List.of("-Xshare:auto", archiving + archive, "-cp", classPath);
    }

    /** As the launcher does. */
    private void rehearse() throws IOException, InterruptedException {
        HaetaeProcess rehearsal = HaetaeProcess.start(
                folder, List.of(), Map.of(), options("-XX:ArchiveClassesAtExit="), "io.haetae.cli.Rehearsal");
        try {
            assertThat(rehearsal.ends()).isZero();
        } catch (AssertionError e) { // too busy a machine: then without it
            rehearsal.kill();
            Files.deleteIfExists(archive);
        }
    }

    private static void jar(Path from, Path jar) throws IOException {
        if (!Files.isDirectory(from)) {
            Files.copy(from, jar);
            return;
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(from)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(from.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
