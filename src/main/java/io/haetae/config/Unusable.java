package io.haetae.config;

/** A secret that can't be used: what is wrong with it, and what would be right. Shows neither it nor its file's path. */
final class Unusable extends Exception {

    private static final long serialVersionUID = 1L;

    private final String right;

    Unusable(String wrong, String right) {
        super(wrong);
        this.right = right;
    }

    String right() {
        return right;
    }

    void addTo(Problems problems, String name) {
        problems.add(name, getMessage(), right);
    }
}
