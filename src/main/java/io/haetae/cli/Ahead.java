package io.haetae.cli;

import io.haetae.rule.RuleFolder;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Calendar;
import javax.net.ssl.SSLContext;

/**
 * What a start of the watch needs whatever its configuration says, loaded a few steps ahead of it by another thread: most
 * machines have a second processor. Nothing comes of it but a quicker start. The start waits for it before it needs the
 * same itself: two threads that set up the same classes from different ends can wait for each other for good.
 */
final class Ahead {

    /** Java's own, which bears it: Quartz reads a cron by its calendar, and the tracer shows a certificate. */
    static final Ahead JAVA = new Ahead(() -> {
        Calendar.getInstance();
        SSLContext.getDefault();
    });

    /** Not to be started before there is a log. */
    static final Ahead CAMEL = new Ahead(Ahead::camel);

    private final Thread thread;

    /** A part of it. */
    interface Step {
        void load() throws Exception;
    }

    Ahead(Step step) {
        thread = new Thread(() -> tried(step), "haetae-ahead");
        thread.setDaemon(true);
    }

    Ahead start() {
        thread.start();
        return this;
    }

    /** Waits until it is done; not at all if it was never started. */
    void await() throws InterruptedException {
        thread.join();
    }

    private static void tried(Step step) {
        try {
            step.load();
        } catch (Exception | LinkageError e) {
            return; // the start itself will meet it, and say so
        }
    }

    static void camel() throws Exception {
        try (InputStream rules = Ahead.class.getResourceAsStream("demo/root-login.camel.yaml")) {
            RuleFolder.rehearse(new String(rules.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
