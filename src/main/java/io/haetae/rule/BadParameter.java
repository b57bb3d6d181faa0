package io.haetae.rule;

import io.haetae.config.Text;

/** What a rule writes behind {@code activity:} or {@code alert:} makes no sense. */
final class BadParameter extends IllegalArgumentException {

    private final transient Text text;

    BadParameter(Text text) {
        super(text.toString());
        this.text = text;
    }

    Text text() {
        return text;
    }
}
