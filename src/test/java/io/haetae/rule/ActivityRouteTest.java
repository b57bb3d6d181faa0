package io.haetae.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.haetae.activity.Activity;
import io.haetae.store.Alert;
import io.haetae.store.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules as they are written, in YAML, over the two components. */
class ActivityRouteTest {

    private static final String RECORD = """
            {"historyId":"h1","eventTime":1717200000000,"resourceType":"ACG","resourceName":"web","sourceIp":"203.0.113.7",
            "sourceType":"CONSOLE","actionUserType":"Sub","actionSubAccountNo":"77","actionDisplayName":"Update",
            "actionResultType":"SUCCESS","productDisplayName":"Server","regionCode":"KR",
            "productData":{"active":true,"inboundRules[0].ipBlock":"0.0.0.0/0","none":null}}""";

    @TempDir
    Path folder;

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final ActivityComponent activities = new ActivityComponent();
    private final Map<String, Long> starts = new HashMap<>();

    @BeforeEach
    void components() {
        camel.addComponent(ActivityComponent.NAME, activities);
        camel.addComponent(AlertComponent.NAME, new AlertComponent());
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
    }

    /** A rule by its id and its steps, which stand two levels deep. */
    private void rule(String id, String uri, String steps) throws Exception {
        Files.writeString(
                folder.resolve(id + ".camel.yaml"),
                "- route:\n    id: " + id + "\n    from:\n      uri: " + uri + "\n      steps:\n" + steps.indent(8));
        starts.put(id, 0L);
    }

    private static String says(String text) {
        return "- setBody: {simple: '" + text.replace("'", "''") + "'}\n- to: alert:high\n";
    }

    private List<Alert> hear(String json) throws Exception {
        if (!camel.isStarted()) {
            RuleFolder.read(folder).addTo(camel);
            camel.start();
        }
        Exchange heard = camel.createProducerTemplate().request(ActivityComponent.ROUTER, exchange -> {
            exchange.setProperty(ActivityProducer.ACCOUNT, "acc");
            exchange.setProperty(ActivityProducer.STARTS, starts);
            exchange.setProperty(Collected.PROPERTY, new Collected());
            exchange.getMessage().setBody(Activity.of(new ObjectMapper().readTree(json), ZoneId.of("Asia/Seoul")));
        });
        if (heard.getException() != null) {
            throw heard.getException();
        }
        return heard.getProperty(Collected.PROPERTY, Collected.class).alerts();
    }

    private List<String> texts() throws Exception {
        return hear(RECORD).stream().map(Alert::text).sorted().toList();
    }

    @Test
    void everyRuleOfATypeHearsTheRecord() throws Exception {
        rule("one", "activity:ACG", says("1"));
        rule("two", "activity:ACG", says("2"));
        rule("any", "activity:*", says("*"));
        rule("other", "activity:Server", says("no"));
        assertThat(texts()).containsExactly("*", "1", "2");
        assertThat(activities.ruleIds()).containsExactlyInAnyOrder("one", "two", "any", "other");
    }

    @Test
    void anAlertHasEverythingOfItsRuleAndRecord() throws Exception {
        rule("one", "activity:acg", "- setBody: {constant: first}\n- to: alert:critical\n" + says("second"));
        List<Alert> alerts = hear(RECORD);
        assertThat(alerts.get(0).facts())
                .containsEntry("who", "sub account 77")
                .containsEntry("from", "203.0.113.7 (CONSOLE)")
                .containsEntry("resource", "web (ACG)")
                .containsEntry("action", "Update (SUCCESS)")
                .containsEntry("product", "Server (KR)");
        Map<String, String> facts = alerts.get(0).facts();
        assertThat(alerts)
                .containsExactly(
                        new Alert("acc", "one", "h1", 0, Severity.CRITICAL, "first", 1_717_200_000_000L, facts),
                        new Alert("acc", "one", "h1", 1, Severity.HIGH, "second", 1_717_200_000_000L, facts));
    }

    @Test
    void aRuleThatThrowsFailsAloneAndWhatItSaidBeforeIsKept() throws Exception {
        rule("a", "activity:ACG", says("a"));
        rule(
                "broken",
                "activity:ACG",
                says("before")
                        + "- throwException: {exceptionType: java.lang.IllegalStateException, message: broken}\n"
                        + says("after"));
        rule("simple", "activity:ACG", says("${body.noSuchThing}"));
        rule("z", "activity:ACG", says("z"));
        assertThat(texts()).containsExactly("a", "before", "z");
    }

    @Test
    void aRulesOwnErrorHandlingWorks() throws Exception {
        rule(
                "own",
                "activity:ACG",
                "- doTry:\n    steps:\n      - throwException: {exceptionType: java.lang.IllegalStateException, message: x}\n"
                        + "    doCatch:\n      - exception: [java.lang.IllegalStateException]\n        steps:\n"
                        + says("caught").indent(10));
        assertThat(texts()).containsExactly("caught");
    }

    @Test
    void whatARuleDoesToItsExchangeIsItsOwn() throws Exception {
        rule("one", "activity:ACG", "- setHeader: {name: x, constant: spoilt}\n- setBody: {constant: spoilt}\n");
        rule("two", "activity:ACG", says("${body.resourceName} ${header.x}"));
        assertThat(texts()).containsExactly("web ");
    }

    @Test
    void anErrorOfTheMachineIsNoFaultOfTheRules() throws Exception {
        starts.put("dying", 0L);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("activity:ACG").routeId("dying").process(exchange -> {
                    throw new InternalError("for the test");
                });
            }
        });
        camel.start();
        assertThatThrownBy(() -> hear(RECORD))
                .satisfies(thrown -> assertThat(root(thrown)).isInstanceOf(InternalError.class));
    }

    private static Throwable root(Throwable thrown) {
        return thrown.getCause() == null ? thrown : root(thrown.getCause());
    }

    @Test
    void anAlertThatComesAfterItsRuleHasReturnedIsAnError() throws Exception {
        List<Exchange> kept = new ArrayList<>();
        starts.put("late", 0L);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("activity:ACG").routeId("late").process(exchange -> kept.add(exchange.copy()));
            }
        });
        camel.start();
        assertThat(hear(RECORD)).isEmpty();
        kept.get(0).getMessage().setBody("too late");
        Exchange sent = camel.createProducerTemplate().send("alert:high", kept.get(0));
        assertThat(sent.getException())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("after rule late had returned");
    }

    @Test
    void anAlertOutsideOfARuleIsAnError() throws Exception {
        camel.start();
        Exchange sent = camel.createProducerTemplate()
                .request("alert:high", exchange -> exchange.getMessage().setBody("x"));
        assertThat(sent.getException()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRuleIsNotAskedAboutRecordsBeforeItsStart() throws Exception {
        rule("early", "activity:ACG", says("early"));
        rule("at", "activity:ACG", says("at"));
        rule("later", "activity:ACG", says("later"));
        starts.put("at", 1_717_200_000_000L);
        starts.put("later", 1_717_200_000_001L);
        assertThat(texts()).containsExactly("at", "early");
    }

    @Test
    void aRuleReadsDataByKeyWithOrWithoutBrackets() throws Exception {
        rule("one", "activity:ACG", says("1 ${body.data[active]}"));
        rule("two", "activity:ACG", says("2 ${body.data('inboundRules[0].ipBlock')}"));
        rule("three", "activity:ACG", says("3 ${body.show('data.inboundRules[0].ipBlock')}"));
        rule("four", "activity:ACG", says("4 ${body.time} ${body.sourceIp}"));
        assertThat(texts())
                .containsExactly("1 true", "2 0.0.0.0/0", "3 0.0.0.0/0", "4 2024-06-01 09:00:00 203.0.113.7");
    }

    @Test
    void aMissingFieldIsNullToLogicAndNAToShow() throws Exception {
        rule("data", "activity:ACG", filter("${body.data[missing]} == null", "data"));
        rule("none", "activity:ACG", filter("${body.data('none')} == null", "none"));
        rule("field", "activity:ACG", filter("${body.resourceId} == null", "field"));
        rule("has", "activity:ACG", filter("${body.has('none')} && ${body.has('missing')} == false", "has"));
        rule("not", "activity:ACG", filter("${body.data[missing]} == 'true'", "never"));
        rule("show", "activity:ACG", says("${body.show('resourceId')} ${body.show('data.none')} ${body.show('x')}"));
        assertThat(texts()).containsExactly("N/A N/A N/A", "data", "field", "has", "none");
    }

    private static String filter(String simple, String text) {
        return "- filter:\n    simple: \"" + simple + "\"\n    steps:\n"
                + says(text).indent(6);
    }

    @Test
    void aRuleThatIsStoppedIsNotAsked() throws Exception {
        rule("one", "activity:ACG", says("1"));
        rule("two", "activity:ACG", says("2"));
        assertThat(texts()).containsExactly("1", "2");
        camel.getRouteController().stopRoute("one");
        assertThat(texts()).containsExactly("2");
        assertThat(activities.ruleIds()).containsExactly("two");
    }

    @Test
    void aRecordIsWantedIfARuleAsksForIt() throws Exception {
        rule("one", "activity:ACG?result=SUCCESS", says("1"));
        assertThat(texts()).containsExactly("1");
        assertThat(activities.wanted(activity(RECORD))).isTrue();
        assertThat(activities.wanted(activity(RECORD.replace("SUCCESS", "FAIL"))))
                .isFalse();
    }

    private static Activity activity(String json) throws Exception {
        return Activity.of(new ObjectMapper().readTree(json), ZoneId.of("Asia/Seoul"));
    }
}
