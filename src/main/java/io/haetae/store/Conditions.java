package io.haetae.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * What is wrong with the watch itself, kept so that a restart neither repeats nor forgets it. Each method is a part of
 * its caller's transaction: a condition and the alert that tells of it are stored together or not at all.
 */
public final class Conditions {

    /** What the rule ids of the alerts that tell of conditions begin with. */
    public static final String RULE = "haetae-";

    private static final int BEGINS = 0;
    private static final int ENDS = 1;

    private final Outbox outbox = new Outbox();

    /** Those that are open, the oldest first. */
    public static List<Condition> open(Handle handle, String account) {
        return handle.createQuery("select * from condition where account = ? order by since, kind, subject")
                .bind(0, account)
                .map(Conditions::map)
                .list();
    }

    /** Opens it, and says nothing. */
    public void open(Handle tx, Condition condition) {
        tx.createUpdate("insert or replace into condition (account, kind, subject, since, detail)"
                        + " values (:account, :kind, :subject, :since, :json)")
                .bindMethods(condition)
                .bind("json", AlertRow.json(condition.detail()))
                .execute();
    }

    /** Closes it, and says nothing. */
    public void close(Handle tx, Condition condition) {
        tx.execute(
                "delete from condition where account = ? and kind = ? and subject = ?",
                condition.account(),
                condition.kind(),
                condition.subject());
    }

    /** An alert on its beginning; returns whether it is new. @param now epoch milliseconds, UTC, by the local clock */
    public boolean tellBeginning(Handle tx, Condition condition, Severity severity, String text, long now) {
        return tell(tx, condition, BEGINS, severity, text, now);
    }

    /** An alert on its end; returns whether it is new. @param now epoch milliseconds, UTC, by the local clock */
    public boolean tellEnd(Handle tx, Condition condition, Severity severity, String text, long now) {
        return tell(tx, condition, ENDS, severity, text, now);
    }

    private boolean tell(Handle tx, Condition condition, int ordinal, Severity severity, String text, long now) {
        // its event is that it is told now: what happened when stands in its text, and it is never "late"
        Alert alert = new Alert(
                condition.account(),
                RULE + condition.kind(),
                condition.occurrence(),
                ordinal,
                severity,
                text,
                now,
                Map.of());
        return outbox.add(tx, List.of(alert), now) > 0;
    }

    private static Condition map(ResultSet row, StatementContext context) throws SQLException {
        return new Condition(
                row.getString("account"),
                row.getString("kind"),
                row.getString("subject"),
                row.getLong("since"),
                AlertRow.facts(row.getString("detail")));
    }
}
