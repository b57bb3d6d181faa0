package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.haetae.config.Option;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What deploy/ says of Haetae is so. */
class DeployTest {

    private static final Path SYSTEMD_ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final Path UNIT = Path.of("deploy/haetae.service");

    @TempDir
    Path folder;

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> variables() {
        return Arrays.stream(Option.values())
                .flatMap(option -> option.environment().stream()
                        .flatMap(name -> option.secret() ? Stream.of(name, name + "_FILE") : Stream.of(name)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy/haetae.service", "deploy/haetae.sh", "deploy/Dockerfile", "docs/deploy.md"})
    void theFilesAndVariablesThatAreNamedExist(String file) throws IOException {
        String text = Files.readString(Path.of(file));
        Set<String> paths = found("(?<=/opt/haetae/)[\\w./-]*\\w", text);
        assertThat(paths)
                .contains("bin/haetae")
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
        Set<String> named = found("\\b(NCLOUD|HAETAE|WEBHOOK)_[A-Z_]+\\b", text);
        assertThat(named).contains("HAETAE_DATA");
        assertThat(variables()).containsAll(named);
        assertThat(Files.readString(Path.of("bin/haetae"))).contains("CACHE_DIRECTORY");
    }

    @Test
    void theUnitGivesEachRequiredSecretAsACredential() throws IOException {
        String unit = Files.readString(UNIT);
        for (Option option : List.of(Option.ACCESS_KEY, Option.SECRET_KEY, Option.WEBHOOK_URL)) {
            String name = option.property().substring("haetae.".length());
            assertThat(unit)
                    .contains("LoadCredential=" + name + ":/etc/haetae/" + name)
                    .contains("Environment=" + option.environment().get(0) + "_FILE=%d/" + name);
        }
        assertThat(unit).contains("RestartPreventExitStatus=2").contains("\nDynamicUser=yes\n");
    }

    @Test
    void aCommandBesideTheServiceHasWhatTheServiceHas() throws Exception {
        Path given = Files.createDirectories(folder.resolve("bin")).resolve("haetae");
        Files.writeString(given, "#!/bin/sh\nenv\nfor word; do echo \"<$word>\"; done\n");
        Path script = folder.resolve("beside");
        Files.writeString(
                script, Files.readString(Path.of("deploy/haetae.sh")).replace("/opt/haetae", folder.toString()));
        Files.setPosixFilePermissions(given, PosixFilePermissions.fromString("rwxr-xr-x"));
        Process beside = new ProcessBuilder("sh", script.toString(), "status", "two words").start();
        String said = new String(beside.getInputStream().readAllBytes());
        assertThat(said.lines())
                .contains("<status>", "<two words>", "HAETAE_DATA=/var/lib/haetae")
                .containsAll(Stream.of(Option.ACCESS_KEY, Option.SECRET_KEY, Option.WEBHOOK_URL)
                        .map(option -> option.environment().get(0) + "_FILE=/etc/haetae/"
                                + option.property().substring("haetae.".length()))
                        .toList());
        assertThat(Files.readString(UNIT)).contains("\nEnvironment=HAETAE_DATA=/var/lib/haetae\n");
    }

    /** The folder is emptied at each start if it is not preserved, and so is a private /tmp. */
    @Test
    void theUnitHasAFolderThatOutlivesAStartThatFails() throws IOException {
        assertThat(Files.readString(UNIT)).contains("\nRuntimeDirectory=haetae\n", "\nRuntimeDirectoryPreserve=yes\n");
        assertThat(Files.readString(Path.of("bin/haetae"))).contains("RUNTIME_DIRECTORY");
    }

    /** The unit's credentials are copies, which a rotation does not reach. */
    @ParameterizedTest
    @ValueSource(strings = {"docs/deploy.md", "docs/configuration.md", "README.md", "README.ko.md"})
    void whoeverPromisesRotationSaysThatCredentialsTakeARestart(String file) throws IOException {
        assertThat(Files.readString(UNIT)).contains("LoadCredential=");
        assertThat(Files.readString(Path.of(file))).contains("systemctl restart haetae");
    }

    @Test
    void systemdFindsNothingWrongWithTheUnit() throws Exception {
        assumeThat(SYSTEMD_ANALYZE).as("systemd-analyze is installed").exists();
        Path home = Files.createDirectory(folder.resolve("opt"));
        Files.createDirectory(home.resolve("bin"));
        Files.copy(Path.of("bin/haetae"), home.resolve("bin/haetae"));
        Path unit = folder.resolve("haetae.service");
        Files.writeString(unit, Files.readString(UNIT).replace("/opt/haetae", home.toString()));
        Process analyze = new ProcessBuilder(SYSTEMD_ANALYZE.toString(), "verify", "--man=no", unit.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(analyze.getInputStream().readAllBytes());
        assertThat(analyze.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEmpty();
        assertThat(analyze.exitValue()).isZero();
    }
}
