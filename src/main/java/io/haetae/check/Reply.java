package io.haetae.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.haetae.tracer.Answer;
import io.haetae.tracer.Page;
import io.haetae.tracer.TracerFailure;
import io.haetae.tracer.TracerFailure.Family;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What came of a question.
 *
 * @param tree the answer as it was parsed; null if none could be
 * @param cause what was thrown; null if nothing was
 * @param headers the names of the answer's headers; empty without an answer
 */
public record Reply(Answer answer, JsonNode tree, Exception cause, Set<String> headers) {

    /** Null if the page is good. */
    public TracerFailure failure() {
        return answer.failure();
    }

    public Page page() {
        return answer.page();
    }

    boolean failed(Family family) {
        return failure() != null && failure().family() == family;
    }

    /** The records as they came, readable or not. */
    List<JsonNode> items() {
        return tree == null
                ? List.of()
                : StreamSupport.stream(tree.path("items").spliterator(), false).toList();
    }

    boolean hasMore() {
        return page() != null && Boolean.TRUE.equals(page().hasMore());
    }
}
