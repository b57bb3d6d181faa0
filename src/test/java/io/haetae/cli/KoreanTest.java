package io.haetae.cli;

import io.haetae.sandbox.Fault;
import io.haetae.sandbox.SandboxRecords;
import io.haetae.store.FilledStore;
import io.haetae.store.Severity;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say in Korean, which is what they speak unless they are told otherwise. */
class KoreanTest {

    private static final long NOW = Terminal.NOW.toEpochMilli();
    private static final long MINUTE = 60_000;

    @TempDir
    Path folder;

    @Test
    void look() throws IOException {
        Surround surround = new Surround(folder);
        surround.terminal.language = "";
        surround.tracer.add(new SandboxRecords(1)
                .rootLogin(Terminal.NOW.minusSeconds(600), "owner@example.com", "198.51.100.23", "KR", ""));
        Terminal terminal = surround.terminal;
        surround.run("check", "--send");
        System.out.println(terminal.out + terminal.err);
        surround.environment.put("WEBHOOK_URL", "https://hooks.slack.com/triggers/T0/1/secretpath");
        surround.environment.put("HAETAE_TRACER_URL", "http://127.0.0.1:9");
        surround.run("check", "--send");
        System.out.println(terminal.out + terminal.err);
        surround.run("records");
        System.out.println(terminal.out + terminal.err);
        surround.environment.put("HAETAE_TRACER_URL", surround.tracer.url().toString());
        surround.tracer.always(Fault.error(401, 210, "Permission Denied"));
        surround.run("check", "--send");
        System.out.println(terminal.out + terminal.err);
        FilledStore store = FilledStore.in(terminal.data());
        store.account("default", NOW - 12_000, 200, "the tracer has trouble of its own (HTTP 503): Endpoint Error")
                .cursor("default", 0, NOW - 12_000)
                .cursor("default", 15 * MINUTE, NOW - 20 * MINUTE)
                .rule("default", "root-login")
                .alert("waiting", Severity.HIGH, "김관리")
                .alert("dead", Severity.CRITICAL, "김관리")
                .channel("0123456789abcdef", NOW + MINUTE, 3, "429")
                .unreadable("default", "new", NOW - 5)
                .condition("default", "clock", NOW - 61 * MINUTE, "{\"offset\":\"-240000\"}");
        surround.run("status");
        System.out.println(terminal.out + terminal.err);
        surround.run("alerts", "list");
        System.out.println(terminal.out + terminal.err);
        surround.run("alerts", "show", "1");
        System.out.println(terminal.out + terminal.err);
        surround.run("alerts", "show", "7");
        System.out.println(terminal.out + terminal.err);
        surround.run("alerts", "replay", "1");
        System.out.println(terminal.out + terminal.err);
        surround.run("accounts", "rename", "a", "b");
        System.out.println(terminal.out + terminal.err);
        surround.run("accounts", "forget", "a");
        System.out.println(terminal.out + terminal.err);
        store.close();
        surround.run("accounts", "rename", "a", "b");
        System.out.println(terminal.out + terminal.err);
        surround.run("accounts", "forget", "default");
        System.out.println(terminal.out + terminal.err);
        surround.run("status", "--json");
        System.out.println(terminal.out + terminal.err);
        surround.close();
    }
}
