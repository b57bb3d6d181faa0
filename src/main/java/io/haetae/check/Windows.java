package io.haetae.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.haetae.tracer.PageRequest;
import io.haetae.tracer.PagingNames;
import io.haetae.tracer.TracerFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads windows page after page. Both ends may be exclusive, so windows overlap by a millisecond at each end. */
final class Windows {

    private static final int PATIENCE = 3;

    private final Politeness tracer;
    private final PagingNames names;
    private TracerFailure failure;
    private Reply last;

    Windows(Politeness tracer, PagingNames names) {
        this.tracer = tracer;
        this.names = names;
    }

    /** Why the last window is not whole; null if it is, or if no question was left. */
    TracerFailure failure() {
        return failure;
    }

    /** The last answer. */
    Reply last() {
        return last;
    }

    /** As far as the tracer answers, and questions are left. */
    Stretch read(long from, long to, int spare) throws InterruptedException {
        long readAt = tracer.now();
        List<List<JsonNode>> pages = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Question question = new Question(from - 1, to + 1, 0, PageRequest.SIZE, names);
        failure = null;
        int stale = 0;
        while (tracer.left() > spare) {
            Reply reply = tracer.ask(question.page(pages.size()));
            last = reply;
            pages.add(reply.items());
            boolean unreadable = reply.failed(TracerFailure.Family.UNREADABLE);
            if (reply.failure() != null && !unreadable) {
                failure = reply.failure();
                return new Stretch(from, to, readAt, pages, false);
            }
            if (!reply.hasMore()) {
                return new Stretch(from, to, readAt, pages, true);
            }
            stale = seen.addAll(reply.page().ids()) ? 0 : stale + 1;
            if (stale >= PATIENCE) {
                failure = new TracerFailure(TracerFailure.Family.NO_PROGRESS, 200, null);
                return new Stretch(from, to, readAt, pages, false);
            }
        }
        return new Stretch(from, to, readAt, pages, false);
    }
}
