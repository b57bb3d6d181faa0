package io.haetae.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.haetae.config.Account;
import io.haetae.poll.PollRoute;
import io.haetae.poll.TracerClock;
import io.haetae.tracer.Answer;
import io.haetae.tracer.AnswerJson;
import io.haetae.tracer.PageReader;
import io.haetae.tracer.ReadAnswer;
import io.haetae.tracer.SignRequest;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.http.base.HttpOperationFailedException;

/** Asks as the poll does: through the same component, signed, bounded and read by the same classes. */
public final class CamelTracer implements Tracer {

    private static final String ENDPOINT = PollRoute.HTTPS + "://tracer?httpMethod=POST&copyHeaders=false";
    private static final JsonMapper JSON = AnswerJson.mapper();

    private final ProducerTemplate template;
    private final Account account;
    private final TracerClock clock;
    private final ReadAnswer read;
    private Long offset;

    /** @param template of a context that has the watch's components */
    public CamelTracer(ProducerTemplate template, Account account, ZoneId zone, Clock local) {
        this.template = template;
        this.account = account;
        this.clock = new TracerClock(local, 0);
        this.read = new ReadAnswer(new PageReader(zone, activity -> false), local);
    }

    @Override
    public long now() {
        return clock.now();
    }

    /** Milliseconds that its clock is ahead of ours; null if it has not told. */
    public Long offset() {
        return offset;
    }

    @Override
    public Reply ask(Question question) {
        Exchange exchange = template.send(ENDPOINT, request -> {
            request.getMessage().setBody(question.json());
            clock.sent();
            request.setProperty(ReadAnswer.SECRETS, SignRequest.sign(request.getMessage(), account, clock.now()));
        });
        Exception failure = exchange.getException();
        Set<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        JsonNode tree = null;
        try {
            if (failure == null) {
                headers.addAll(exchange.getMessage().getHeaders().keySet());
                byte[] bytes = exchange.getMessage().getMandatoryBody(byte[].class);
                exchange.getMessage().setBody(bytes); // a stream could be read once only
                tree = JSON.readTree(bytes);
                exchange.getMessage().setBody(tree);
                read.page().process(exchange);
                read.heard().process(exchange);
            }
        } catch (Exception e) { // a step may throw anything, and the poll's error handler names it all alike
            failure = e;
        }
        if (failure != null) {
            named(exchange, failure);
            if (failure instanceof HttpOperationFailedException refused && refused.getResponseHeaders() != null) {
                headers.addAll(refused.getResponseHeaders().keySet());
            }
        }
        Answer answer = exchange.getProperty(ReadAnswer.PROPERTY, Answer.class);
        if (answer.date() != null) {
            offset = clock.heard(answer.date());
        }
        return new Reply(answer, tree, failure, headers);
    }

    private void named(Exchange exchange, Exception failure) {
        exchange.setException(null);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        try {
            read.failure().process(exchange);
        } catch (Exception e) { // declared by Processor; to name a failure needs nothing that could fail
            throw new IllegalStateException("a failure that can't be named", e);
        }
    }
}
