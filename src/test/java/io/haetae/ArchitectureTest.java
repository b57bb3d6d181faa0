package io.haetae;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The design's order of things, held by the build. */
class ArchitectureTest {

    /** In the order in which data flows: each may know those before it only. */
    private static final List<String> ORDER = List.of(
            "config", "activity", "store", "rule", "tracer", "poll", "deliver", "watch", "check", "sandbox", "cli");

    /** Arithmetic, parsing and formatting, which know nothing of Camel; so do activity, config and store as a whole. */
    private static final Set<String> THINKING = Set.of(
            "Signature",
            "PageReader",
            "Page",
            "PageRequest",
            "PagingNames",
            "Answer",
            "TracerErrors",
            "TracerFailure",
            "Plan",
            "Window",
            "Walk",
            "Wait",
            "Unreachable",
            "NoWholeAnswer",
            "Utf8Only",
            "Criteria",
            "RuleSet",
            "Collected",
            "Hearing",
            "RuleFile",
            "RuleFiles",
            "SlackText",
            "SlackWords",
            "Backoff",
            "SlackPayload",
            "SlackAnswer",
            "Verdict",
            "UnderWay",
            "Posted",
            "Judge",
            "Judgement",
            "Blindness",
            "Access",
            "Backlog",
            "Stretches",
            "Strange",
            "Delivery",
            "Lines",
            "Messages",
            "Shape",
            "Kind",
            "StoreWatch",
            "StoreTelling",
            "StartStamps",
            "StoreTold",
            "StampFile",
            "StoreTexts",
            "StoreLine",
            "Question",
            "Politeness",
            "Greeting",
            "Dialect",
            "Day",
            "Windows",
            "Stretch",
            "RecordReader",
            "DrillRecord");

    private static final int MOST_LINES = 350;

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.haetae");

    private static String in(String name) {
        return "io.haetae." + name + "..";
    }

    @Test
    void packagesKnowThoseBeforeThemOnly() {
        for (int i = 0; i < ORDER.size() - 1; i++) {
            String[] later = ORDER.subList(i + 1, ORDER.size()).stream()
                    .map(ArchitectureTest::in)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(in(ORDER.get(i)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .allowEmptyShould(true)
                    .check(MAIN);
        }
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        Set<String> known = new java.util.TreeSet<>(ORDER);
        MAIN.forEach(type -> {
            String name = type.getPackageName();
            assertThat(name.equals("io.haetae") || known.contains(name.split("\\.")[2]))
                    .as("%s", type.getName())
                    .isTrue();
        });
    }

    @Test
    void theRoutesAsAWholeKnowNeitherSandboxNorCommandsAndOnlyCommandsKnowThem() {
        noClasses()
                .that()
                .resideInAPackage("io.haetae")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("sandbox"), in("cli"))
                .check(MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.haetae", in("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.haetae")
                .check(MAIN);
    }

    @Test
    void theStandInsShareNoCodeWithWhatTheyTry() {
        noClasses()
                .that()
                .resideInAPackage(in("sandbox"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("rule"), in("tracer"), in("poll"), in("deliver"))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void thereIsNoCycle() {
        slices().matching("io.haetae.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void whatThinksKnowsNoCamel() {
        noClasses()
                .that()
                .resideInAnyPackage(in("activity"), in("config"), in("store"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .check(MAIN);
        for (String name : THINKING) {
            classes()
                    .that()
                    .haveSimpleName(name)
                    .should()
                    .onlyDependOnClassesThat(
                            DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("org.apache.camel..")))
                    .check(MAIN);
        }
    }

    @Test
    void noFileIsLong() {
        sources("src/main/java")
                .forEach(file -> assertThat(lines(file)).as("%s", file).hasSizeLessThanOrEqualTo(MOST_LINES));
    }

    @Test
    void nobodySleeps() {
        String sleep = "Thread" + ".sleep";
        sources("src").forEach(file -> assertThat(lines(file)).as("%s", file).noneMatch(line -> line.contains(sleep)));
    }

    private static List<Path> sources(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(found).hasSizeGreaterThan(50);
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
