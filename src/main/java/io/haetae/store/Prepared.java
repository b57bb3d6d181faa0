package io.haetae.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * A connection's statements, kept once they are prepared: to prepare one anew takes as long as to execute it. One that is
 * at work is not among the idle ones, so the same text may be at work twice. JDBC's pools do this for connections that
 * many share; the store has one of its own.
 */
final class Prepared extends DefaultStatementBuilder {

    /** Lists of different lengths make different texts; more than these few hundred there never are. */
    private static final int MOST = 500;

    private final Map<String, PreparedStatement> idle = new HashMap<>();
    /** As they were prepared: what Jdbi hands over at the end is the text before its parameters were replaced. */
    private final Map<Statement, String> texts = new IdentityHashMap<>();

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PreparedStatement kept = idle.remove(sql);
        if (kept != null && !kept.isClosed()) {
            return kept; // the driver closes one that failed
        }
        texts.remove(kept);
        PreparedStatement made = super.create(connection, sql, context);
        if (isKept(sql) && texts.size() < MOST) {
            texts.put(made, sql);
        }
        return made;
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        String text = texts.get(statement);
        if (text != null
                && statement instanceof PreparedStatement prepared
                && idle.putIfAbsent(text, prepared) == null) {
            return; // its result is closed by Jdbi, which also takes it back to its beginning
        }
        texts.remove(statement);
        super.close(connection, sql, statement);
    }

    /** Pragmas and savepoints change what others mean. */
    private static boolean isKept(String sql) {
        return sql.startsWith("select")
                || sql.startsWith("insert")
                || sql.startsWith("update")
                || sql.startsWith("delete");
    }
}
