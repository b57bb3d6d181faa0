package io.haetae.cli;

import io.haetae.rule.RuleFolder;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Calendar;
import javax.net.ssl.SSLContext;

/**
 * What a start of the watch needs whatever its configuration says, loaded a few steps ahead of it by another thread: most
 * machines have a second processor. Nothing waits for it, and nothing comes of it but a quicker start.
 */
final class Ahead {

    /** A part of it. */
    interface Step {
        void load() throws Exception;
    }

    private Ahead() {}

    static void start(Step step) {
        Thread thread = new Thread(() -> tried(step), "haetae-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    private static void tried(Step step) {
        try {
            step.load();
        } catch (Exception | LinkageError e) {
            return; // the start itself will meet it, and say so
        }
    }

    /** What the settings need: Quartz reads a cron by Java's calendar. */
    static void calendar() {
        Calendar.getInstance();
    }

    /** What comes after them, Camel and certificates; not before there is a log. */
    static void routes() throws Exception {
        try (InputStream rules = Ahead.class.getResourceAsStream("demo/root-login.camel.yaml")) {
            RuleFolder.rehearse(new String(rules.readAllBytes(), StandardCharsets.UTF_8));
        }
        SSLContext.getDefault();
    }
}
