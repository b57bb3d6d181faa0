package io.haetae.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** A fault within an otherwise ordinary page: only the tracer has those. */
final class PageFault extends Fault {

    private final int shift;
    private final Consumer<ObjectNode> change;

    PageFault(int shift, Consumer<ObjectNode> change) {
        this.shift = shift;
        this.change = change;
    }

    /** How many records further to the front than asked. */
    int shift() {
        return shift;
    }

    void change(ObjectNode page) {
        change.accept(page);
    }

    @Override
    void play(SandboxServer.Wire wire) {
        throw new UnsupportedOperationException("only the tracer has pages");
    }
}
