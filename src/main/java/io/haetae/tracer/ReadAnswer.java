package io.haetae.tracer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.haetae.activity.Activity;
import io.haetae.config.Hiding;
import io.haetae.config.Secret;
import io.haetae.tracer.TracerFailure.Family;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * Names what came of a request, as an {@link Answer}: {@link #page()} after the tree has been parsed, {@link #heard()}
 * when the rules have heard its records, {@link #failure()} from an error handler. None touches the store.
 */
public final class ReadAnswer {

    /** The exchange property with the {@link Answer}. */
    public static final String PROPERTY = "haetaeTracerAnswer";

    /** The exchange property with what the request carried and no failure may show: a list of {@link Secret}. */
    public static final String SECRETS = "haetaeSecrets";

    private static final String PAGE = "haetaePage";

    private final PageReader reader;
    private final Clock clock;

    public ReadAnswer(PageReader reader, Clock clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /** The body becomes the list of the {@link Activity activities} that a rule wants. */
    public Processor page() {
        return exchange -> {
            Page page = reader.read(exchange.getMessage().getBody(JsonNode.class), secrets(exchange));
            Long date = Answer.date(exchange.getMessage().getHeader("Date", String.class));
            Long retryAfter = page.failure() == null // a 200 with an error in it may ask for quiet like that error
                    ? null
                    : Answer.retryAfter(
                            exchange.getMessage().getHeader("Retry-After", String.class), date, clock.instant());
            exchange.setProperty(PAGE, new Answer(page, page.failure(), date, retryAfter));
            List<Activity> wanted = page.wanted();
            exchange.getMessage().setBody(wanted);
        };
    }

    /**
     * Only now is there an answer: when a step dies of an {@code Error}, Camel goes on with the next one as if all were
     * well, and a page that the rules have not heard must not count as read.
     */
    public Processor heard() {
        return exchange -> exchange.setProperty(PROPERTY, exchange.removeProperty(PAGE));
    }

    public Processor failure() {
        return exchange -> {
            Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
            Hiding secrets = secrets(exchange);
            Answer answer = answer(cause, exchange.getMessage(), secrets);
            exchange.setProperty(
                    PROPERTY, new Answer(null, answer.failure().without(secrets), answer.date(), answer.retryAfter()));
            exchange.getMessage().removeHeaders("x-ncp-*");
        };
    }

    private static Hiding secrets(Exchange exchange) {
        List<?> secrets = exchange.getProperty(SECRETS, List.of(), List.class);
        return new Hiding(
                secrets.stream().map(secret -> ((Secret) secret).reveal()).toList());
    }

    /** @param message the request; or the answer, if it came but could not be read */
    private Answer answer(Exception cause, Message message, Hiding secrets) {
        if (cause instanceof HttpOperationFailedException refused) {
            Map<String, String> headers = refused.getResponseHeaders();
            Long date = Answer.date(header(headers, "Date"));
            Long retryAfter = Answer.retryAfter(header(headers, "Retry-After"), date, clock.instant());
            return new Answer(null, refusal(refused, secrets), date, retryAfter);
        }
        if (cause instanceof NoWholeAnswer broken) {
            Integer status = broken.family().halves() ? (Integer) 200 : null; // no refusal is ever broken
            TracerFailure failure = TracerFailure.of(broken.family(), status, broken.said());
            return new Answer(null, failure, Answer.date(broken.date()), null);
        }
        return new Answer(
                null, failure(cause, message, secrets), Answer.date(message.getHeader("Date", String.class)), null);
    }

    private static TracerFailure refusal(HttpOperationFailedException refused, Hiding secrets) {
        String elsewhere = refused.getRedirectLocation();
        return elsewhere == null
                ? TracerErrors.of(refused.getStatusCode(), refused.getResponseBody(), secrets)
                : TracerErrors.of(refused.getStatusCode(), "it points to " + Unreachable.host(elsewhere), secrets);
    }

    private static TracerFailure failure(Exception cause, Message message, Hiding secrets) {
        if (cause instanceof JsonProcessingException json) {
            String what = json.getOriginalMessage()
                    .replaceFirst("\\(start marker at .*", "")
                    .trim();
            return new TracerFailure(Family.JSON, 200, what + begins(message, secrets));
        }
        if (cause instanceof RejectedExecutionException) {
            return new TracerFailure(Family.STOPPED, null, cause.getMessage());
        }
        String what = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        if (message.getHeader(Exchange.HTTP_RESPONSE_CODE) != null) {
            return new TracerFailure(Family.SHAPE, 200, what);
        }
        String host = Unreachable.host(message.getHeader(Exchange.HTTP_URI, String.class));
        return TracerFailure.of(
                Family.CONNECTION, null, Unreachable.of(cause, host).text());
    }

    /** HTML or XML has words of its own for a person. */
    private static String begins(Message message, Hiding secrets) {
        String body = message.getBody(String.class);
        return body == null || !body.stripLeading().startsWith("<")
                ? ""
                : "; it begins " + TracerErrors.trimmed(body, secrets);
    }

    private static String header(Map<String, String> headers, String name) {
        return headers == null
                ? null
                : headers.entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase(name))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
    }
}
