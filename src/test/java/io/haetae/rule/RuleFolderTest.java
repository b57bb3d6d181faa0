package io.haetae.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.haetae.config.RuleSettings;
import io.haetae.config.Text;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFolderTest {

    private static final String GOOD = """
            - route:
                id: good
                description: words
                from:
                  uri: activity:AccessKey
                  parameters: {productDisplayName: Account, result: SUCCESS}
                  steps:
                    - filter:
                        simple: ${body.data[active]} == 'true'
                        steps:
                          - setBody: {simple: 'text ${body.time}'}
                          - to: alert:critical
            """;

    @TempDir
    Path folder;

    private void file(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name + ".camel.yaml"), text);
    }

    private List<String> problems() {
        return catchThrowableOfType(BadRuleFiles.class, () -> RuleFolder.read(folder)).problems().stream()
                .map(Text::toString)
                .toList();
    }

    private String problem(String text) throws Exception {
        file("bad", text);
        List<String> problems = problems();
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0))
                .startsWith(folder.resolve("bad.camel.yaml") + ": ")
                .doesNotContain("\n");
        return problems.get(0);
    }

    @Test
    void readsTheRulesOfEveryFile() throws Exception {
        file("a", GOOD);
        file("b", GOOD.replace("id: good", "id: two") + GOOD.replace("id: good", "id: three"));
        Files.writeString(folder.resolve("README.md"), "no rule");
        Files.writeString(folder.resolve("off.camel.yaml.off"), "no rule: [");
        assertThat(RuleFolder.read(folder).rules()).containsOnlyKeys("good", "two", "three");
    }

    @Test
    void readsTheRulesThatComeWithIt() {
        assertThat(RuleFolder.read(Path.of("routes")).rules()).containsOnlyKeys("root-login", "root-access-key");
    }

    @Test
    void namesWhatIsNoYaml() throws Exception {
        assertThat(problem("- route: ["))
                .endsWith(": it is no YAML: expected the node content, but found '<stream end>' (line 1, column 11)");
    }

    @Test
    void namesWhatIsNoText() throws Exception {
        Files.write(folder.resolve("bad.camel.yaml"), "- route: {id: é}".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems()).singleElement().asString().contains("bad.camel.yaml", "UTF-8");
    }

    @Test
    void namesAnUnknownParameter() throws Exception {
        assertThat(problem(GOOD.replace("productDisplayName:", "prodct:")))
                .endsWith(": rule good: activity: knows no prodct; known are"
                        + " product, productDisplayName, action, result, user, source");
        assertThat(problem(GOOD.replace("alert:critical", "alert:critical?loud=true")))
                .endsWith(": rule good: alert: takes no parameters, and so no loud");
    }

    @Test
    void namesWhichOfSeveralRulesIsBad() throws Exception {
        String bad = GOOD.replace("id: good", "id: other").replace("result:", "reslt:");
        assertThat(problem(GOOD + bad)).contains(": rule other: activity: knows no reslt;");
    }

    @Test
    void namesAParameterWithoutAValueOrWithAnUnknownOne() throws Exception {
        assertThat(problem(GOOD.replace("SUCCESS", "''"))).contains("result is empty");
        assertThat(problem(GOOD.replace("result: SUCCESS", "user: admin"))).contains("user=admin", "root, sub");
        assertThat(problem(GOOD.replace("result: SUCCESS", "source: web"))).contains("source=web", "console");
    }

    @Test
    void namesABadExpression() throws Exception {
        assertThat(problem(GOOD.replace("${body.data[active]} ==", "${nosuch.thing} ==")))
                .contains("nosuch");
    }

    @Test
    void namesABadSeverity() throws Exception {
        assertThat(problem(GOOD.replace("alert:critical", "alert:urgent"))).contains("urgent", "critical, high");
    }

    @Test
    void namesAnUnknownComponent() throws Exception {
        assertThat(problem(GOOD.replace("alert:critical", "alrt:critical"))).contains("alrt");
    }

    @Test
    void namesAnUnknownStep() throws Exception {
        assertThat(problem(GOOD.replace("- filter:", "- fliter:")))
                .contains(": rule good: Unknown node id: fliter in bad.camel.yaml, line 8");
    }

    @Test
    void namesARouteWithoutAnIdOrWithOneOfOurs() throws Exception {
        assertThat(problem(GOOD.replace("    id: good\n", ""))).contains("'id'");
        assertThat(problem(GOOD.replace("id: good", "id: haetae-poll"))).contains("'id'");
        assertThat(problem(GOOD.replace("id: good", "id: ''"))).contains("'id'");
    }

    @Test
    void namesARouteThatBeginsElsewhere() throws Exception {
        assertThat(problem(GOOD.replace("activity:AccessKey", "timer:x"))).contains("good", "activity:");
        assertThat(problem("- from:\n    uri: activity:X\n")).contains("- route:");
    }

    @Test
    void namesAFileThatIsNoListOfRoutes() throws Exception {
        assertThat(problem("")).contains("list of routes");
        assertThat(problem("[]")).contains("list of routes");
        assertThat(problem("route: {}")).contains("list of routes");
    }

    @Test
    void namesAnIdThatIsThereTwice() throws Exception {
        assertThat(problem(GOOD + GOOD)).contains("good");
        Files.delete(folder.resolve("bad.camel.yaml"));
        file("a", GOOD);
        file("b", GOOD);
        assertThat(problems()).singleElement().asString().contains("b.camel.yaml", "good", "a.camel.yaml");
    }

    @Test
    void namesTheFileOfSoundOnesThatClashes() throws Exception {
        String step = GOOD.replace("- filter:", "- filter:\n            id: ours");
        file("a", step);
        file("b", GOOD.replace("id: good", "id: two"));
        file("c", step.replace("id: good", "id: three"));
        file("d", GOOD.replace("id: good", "id: four"));
        assertThat(problems()).singleElement().asString().contains("c.camel.yaml: rule three: ", "ours");
    }

    @Test
    void namesAllThatIsBadAtOnce() throws Exception {
        file("1", "- route: [");
        file("2", GOOD.replace("result", "reslt"));
        file("3", GOOD.replace("alert:critical", "alert:loud"));
        file("4", GOOD);
        file("5", GOOD);
        assertThat(problems()).hasSize(4).allSatisfy(line -> assertThat(line).startsWith(folder.toString()));
        assertThatThrownBy(() -> RuleFolder.read(folder)).hasMessageContainingAll("reslt", "loud");
    }

    @Test
    void namesAFolderWithoutRulesOrThatIsNone() {
        assertThat(problems()).singleElement().asString().contains(folder.toString(), "no rule", ".camel.yaml");
        assertThatThrownBy(() -> RuleFolder.read(folder.resolve("missing")))
                .isInstanceOf(BadRuleFiles.class)
                .hasMessageContaining("missing");
    }

    @Test
    void aFileInALaterFolderReplacesTheOneOfItsName() throws Exception {
        file("a", GOOD);
        file("b", GOOD.replace("id: good", "id: b"));
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.writeString(own.resolve("a.camel.yaml"), GOOD.replace("alert:critical", "alert:low"));
        Files.writeString(own.resolve("c.camel.yaml"), GOOD.replace("id: good", "id: c"));
        RuleFolder rules = RuleFolder.read(new RuleSettings(List.of(folder, own), Set.of()));
        assertThat(rules.folders()).isEqualTo(Map.of("good", own, "b", folder, "c", own));
        assertThat(rules.rules().get("good"))
                .isEqualTo(RuleFolder.read(own).rules().get("good"))
                .isNotEqualTo(RuleFolder.read(folder).rules().get("good"));
        assertThat(rules.replaced()).isEqualTo(Map.of(folder.resolve("a.camel.yaml"), own.resolve("a.camel.yaml")));
        assertThat(RuleFiles.folders(List.of(folder, own))).isEqualTo(rules.folders());
    }

    @Test
    void namesAFolderOfSeveralThatIsMissingAndAnIdThatTwoFoldersHave() throws Exception {
        file("a", GOOD);
        Path own = folder.resolve("own");
        RuleSettings both = new RuleSettings(List.of(folder, own), Set.of());
        assertThatThrownBy(() -> RuleFolder.read(both))
                .hasMessage(own + ": the folder of the rules can't be read, as there is none");
        assertThat(RuleFiles.folders(both.folders())).isEqualTo(Map.of("good", folder));
        Files.createDirectory(own);
        assertThat(RuleFolder.read(both).rules()).as("an own one may be empty").containsOnlyKeys("good");
        Files.writeString(own.resolve("b.camel.yaml"), GOOD);
        assertThatThrownBy(() -> RuleFolder.read(both))
                .hasMessageContainingAll(
                        own.resolve("b.camel.yaml") + ": rule good is already in " + folder.resolve("a.camel.yaml"),
                        "a file of that name would replace it");
    }

    @Test
    void rulesThatAreOffAreNotThereAndWhatIsNoRuleIsNamed() throws Exception {
        file("a", GOOD + GOOD.replace("id: good", "id: other"));
        file("b", GOOD.replace("id: good", "id: bad").replace("result:", "reslt:"));
        RuleFolder rules =
                RuleFolder.read(new RuleSettings(List.of(folder), Set.of("other", "bad", "god", "something-else")));
        assertThat(rules.rules()).containsOnlyKeys("good");
        assertThat(rules.off()).containsExactly("bad", "other");
        assertThat(rules.warnings())
                .extracting(Text::toString)
                .containsExactly(
                        "there is no rule god to switch off; did you mean good?",
                        "there is no rule something-else to switch off; the rules are bad, good, other");
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            ActivityComponent activity = new ActivityComponent();
            camel.addComponent(ActivityComponent.NAME, activity);
            camel.addComponent(AlertComponent.NAME, new AlertComponent());
            rules.addTo(camel);
            camel.start();
            assertThat(activity.ruleIds()).containsExactly("good");
            assertThat(camel.getRoutes()).hasSize(1);
        }
    }

    @Test
    void nothingButRulesThatAreOffIsNoWatch() throws Exception {
        file("a", GOOD);
        assertThatThrownBy(() -> RuleFolder.read(new RuleSettings(List.of(folder), Set.of("good"))))
                .isInstanceOf(BadRuleFiles.class)
                .hasMessageContaining("switched off");
    }

    private String fingerprint(String text) throws Exception {
        file("good", text);
        return RuleFile.read(folder.resolve("good.camel.yaml")).rules().get("good");
    }

    @Test
    void aRuleWithOtherWordsIsTheSameRule() throws Exception {
        String fingerprint = fingerprint(GOOD);
        assertThat(List.of(
                        fingerprint(GOOD.replace("description: words", "description: others")),
                        fingerprint(GOOD.replace("    description: words\n", "")),
                        fingerprint(GOOD.replace("{simple: 'text ${body.time}'}", "{constant: others}")),
                        fingerprint("# comment\n" + GOOD),
                        fingerprint(GOOD.replace(
                                "{productDisplayName: Account, result: SUCCESS}",
                                "{result: \"SUCCESS\", productDisplayName: 'Account'}"))))
                .containsOnly(fingerprint);
    }

    @Test
    void aRuleThatAsksOrDoesOtherwiseIsAnother() throws Exception {
        String fingerprint = fingerprint(GOOD);
        assertThat(List.of(
                        fingerprint(GOOD.replace("AccessKey", "Customer")),
                        fingerprint(GOOD.replace("SUCCESS", "FAIL")),
                        fingerprint(GOOD.replace(", result: SUCCESS", "")),
                        fingerprint(GOOD.replace("== 'true'", "!= 'true'")),
                        fingerprint(GOOD.replace("alert:critical", "alert:high")),
                        fingerprint(GOOD + "        - to: alert:high\n")))
                .doesNotContain(fingerprint)
                .doesNotHaveDuplicates();
    }
}
