package io.haetae;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages stand in the order in which data flows; the classes that think don't know Camel. */
@AnalyzeClasses(packages = "io.haetae", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Each may use those before it. */
    private static final List<String> ORDER =
            List.of("config", "activity", "store", "rule", "tracer", "poll", "deliver", "watch", "sandbox", "cli");

    @ArchTest
    static void packagesFollowTheData(JavaClasses all) {
        for (int i = 0; i < ORDER.size(); i++) {
            String[] later = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(name -> "io.haetae." + name + "..")
                    .toArray(String[]::new);
            if (later.length > 0) {
                noClasses()
                        .that()
                        .resideInAPackage("io.haetae." + ORDER.get(i) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(later)
                        .allowEmptyShould(true)
                        .check(all);
            }
        }
    }

    @ArchTest
    static void noPackageGoesInACircle(JavaClasses all) {
        slices().matching("io.haetae.(*)..").should().beFreeOfCycles().check(all);
    }

    @ArchTest
    static void theStandInsShareNothingWithWhatTheyTest(JavaClasses all) {
        noClasses()
                .that()
                .resideInAPackage("io.haetae.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.haetae.store..",
                        "io.haetae.rule..",
                        "io.haetae.tracer..",
                        "io.haetae.poll..",
                        "io.haetae.deliver..")
                .check(all);
    }

    @ArchTest
    static void thinkingKnowsNoCamel(JavaClasses all) {
        noClasses()
                .that()
                .resideInAnyPackage("io.haetae.config..", "io.haetae.activity..", "io.haetae.store..")
                .or()
                .haveNameMatching(
                        "io\\.haetae\\.tracer\\.(Signature|PageReader|Page|PageRequest|Answer|TracerErrors).*")
                .or()
                .haveNameMatching("io\\.haetae\\.poll\\.(Walk|Window|Plan).*")
                .or()
                .haveNameMatching("io\\.haetae\\.rule\\.(Criteria|Hearing|Collected|RuleFile).*")
                .or()
                .haveNameMatching("io\\.haetae\\.deliver\\.(SlackText|SlackPayload|SlackAnswer|Backoff|Verdict).*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .check(all);
    }

    @ArchTest
    static void everyClassHasItsPlace(JavaClasses all) {
        classes()
                .that()
                .resideInAPackage("io.haetae..")
                .and()
                .haveNameNotMatching("io\\.haetae\\.HaetaeRoutes.*")
                .should()
                .resideInAnyPackage(
                        ORDER.stream().map(name -> "io.haetae." + name).toArray(String[]::new))
                .check(all);
    }

    @Test
    void filesAreShort() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                assertThat(Files.readAllLines(file)).as("%s", file).hasSizeLessThanOrEqualTo(350);
            }
        }
    }
}
