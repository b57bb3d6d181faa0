package io.haetae.poll;

import com.fasterxml.jackson.databind.JsonNode;
import io.haetae.rule.ActivityComponent;
import io.haetae.tracer.AnswerJson;
import io.haetae.tracer.ReadAnswer;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jackson.JacksonDataFormat;

/** From the tracer to the outbox: the upper half of the picture in the README. */
public final class PollRoute extends RouteBuilder {

    public static final String POLL = "haetae-poll";
    public static final String PAGE = "haetae-page";
    /** Where those listen who judge the watch: a poll begins; a poll has ended, its {@link PollEnd} is the body. */
    public static final String BEGUN = "direct:haetae-poll-begun";

    public static final String ENDED = "direct:haetae-poll-ended";
    /** The component must be registered under a name that begins with https, or it speaks plain HTTP. */
    public static final String HTTPS = "https-haetae";

    private final PollSteps steps;
    private final ReadAnswer readAnswer;

    public PollRoute(PollSteps steps, ReadAnswer readAnswer) {
        this.steps = steps;
        this.readAnswer = readAnswer;
    }

    @Override
    public void configure() {
        // spotless:off
        // begun by an account's quartz trigger: PollTrigger
        from("direct:" + POLL).routeId(POLL).routeConfigurationId(PollErrors.ID)
                .description("Reads what is due of one account, window after window and page after page.")
                .process(whichReadingsAreDue())
                .to(BEGUN)
                .loopDoWhile(steps::windowIsOpen)
                    .process(nextRequest())
                    .to("direct:" + PAGE)
                    .process(storeAlerts())
                    .process(moveCursor())
                .end()
                .process(howItEnded())
                .to(ENDED);

        from("direct:" + PAGE).routeId(PAGE).errorHandler(noErrorHandler()) // the poll names what goes wrong here
                .description("Reads one page and routes its records by resource type to the rules, which raise alerts.")
                .process(sign())
                .to(HTTPS + "://tracer?httpMethod=POST&copyHeaders=false") // the signer sets the real address
                .unmarshal(json())
                .process(readAnswer.page())
                .split(body()).stopOnException()
                    .to(ActivityComponent.ROUTER)
                .end()
                .process(readAnswer.heard());
        // spotless:on
    }

    private Processor whichReadingsAreDue() {
        return steps::begin;
    }

    private Processor nextRequest() {
        return steps::nextRequest;
    }

    private Processor sign() {
        return steps::sign;
    }

    private Processor storeAlerts() {
        return steps::storeAlerts;
    }

    private Processor moveCursor() {
        return steps::moveCursor;
    }

    private Processor howItEnded() {
        return steps::ended;
    }

    private static JacksonDataFormat json() {
        JacksonDataFormat json = new JacksonDataFormat(JsonNode.class);
        json.setObjectMapper(AnswerJson.mapper());
        return json;
    }
}
