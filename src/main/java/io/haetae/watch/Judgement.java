package io.haetae.watch;

import io.haetae.config.Account;
import io.haetae.config.Settings;
import io.haetae.store.Condition;
import io.haetae.store.Conditions;
import io.haetae.store.Severity;
import io.haetae.store.Vitals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The judge over one account at one moment, within one transaction: what it finds begins and ends here, and is told
 * together with that. Times are epoch milliseconds, UTC.
 */
final class Judgement {

    private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

    final Handle tx;
    final Account account;
    final Settings settings;
    final Vitals vitals;
    /** By our own clock. */
    final long local;
    /** By the tracer's, as far as it is known. */
    final long now;

    private final Lines lines;
    private final Conditions conditions = new Conditions();
    private List<Condition> open;

    Judgement(Handle tx, Account account, Settings settings, Lines lines, Vitals vitals, long local, long now) {
        this.tx = tx;
        this.account = account;
        this.settings = settings;
        this.lines = lines;
        this.vitals = vitals;
        this.local = local;
        this.now = now;
        this.open = Conditions.open(tx, account.name());
    }

    List<Condition> open(Kind kind) {
        return open.stream().filter(one -> one.kind().equals(kind.word())).toList();
    }

    /** For kinds of which there is at most one. */
    Optional<Condition> find(Kind kind) {
        return open(kind).stream().findFirst();
    }

    Condition condition(Kind kind, String subject, long since, Map<String, String> detail) {
        return new Condition(account.name(), kind.word(), subject, since, detail);
    }

    void begin(Kind kind, long since, Map<String, String> detail) {
        begin(kind, "", since, detail);
    }

    /** Opens it and tells so. */
    void begin(Kind kind, String subject, long since, Map<String, String> detail) {
        Condition condition = condition(kind, subject, since, detail);
        conditions.open(tx, condition);
        refresh();
        tell(kind, condition);
    }

    /** Opens it and tells nobody but the log. */
    void beginUntold(Kind kind, String subject, long since, Map<String, String> detail) {
        Condition condition = condition(kind, subject, since, detail);
        conditions.open(tx, condition);
        refresh();
        LOG.warn("{}", lines.begins(condition));
    }

    /** Tells of what has no end, unless it was told before; nothing is open afterwards. */
    void tellOnce(Kind kind, String subject, long since, Map<String, String> detail) {
        tell(kind, condition(kind, subject, since, detail));
    }

    private void tell(Kind kind, Condition condition) {
        String text = lines.begins(condition);
        if (conditions.tellBeginning(tx, condition, kind.severity(), text, local)) {
            LOG.warn("{}", text);
        }
    }

    void end(Condition condition) {
        end(condition, Severity.INFO, Map.of());
    }

    /** Closes it and tells so. @param more what the beginning could not know */
    void end(Condition condition, Severity severity, Map<String, String> more) {
        close(condition);
        String text = lines.ends(condition, now, unread(), more);
        if (conditions.tellEnd(tx, condition, severity, text, local)) {
            LOG.info("{}", text);
        }
    }

    /** Closes it and tells nobody. */
    void close(Condition condition) {
        conditions.close(tx, condition);
        refresh();
    }

    /** Knows more of it than when it was opened. */
    void amend(Condition condition, Map<String, String> detail) {
        if (!condition.detail().equals(detail)) {
            conditions.open(
                    tx,
                    new Condition(
                            condition.account(), condition.kind(), condition.subject(), condition.since(), detail));
            refresh();
        }
    }

    private void refresh() {
        open = Conditions.open(tx, account.name());
    }

    /**
     * A sweep that is well is never later than its interval and a poll, and polls come faster than blind-after and than
     * the youngest sweep's age.
     */
    private Unread unread() {
        long poll = Math.min(settings.watch().blindAfter().toMillis(), vitals.age());
        boolean behind = vitals.behind(now) > settings.sweepEvery().toMillis() + poll;
        boolean skipped = vitals.position() < vitals.skipped();
        return new Unread(behind || skipped ? vitals.position() : null, Stretches.count(tx, account.name()));
    }
}
