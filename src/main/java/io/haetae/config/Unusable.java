package io.haetae.config;

/** A secret that can't be used: what is wrong with it, and what would be right. Shows neither it nor its file's path. */
final class Unusable extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Text wrong;
    private final transient Text right;

    Unusable(Text wrong, Text right) {
        super(wrong.toString());
        this.wrong = wrong;
        this.right = right;
    }

    Text right() {
        return right;
    }

    void addTo(Problems problems, String name) {
        problems.add(name, wrong, right);
    }
}
