package io.haetae.sim;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** The watch's store as anybody beside it sees it: plain SQL on a connection of its own. */
final class StoreView {

    interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private final Path database;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private Connection connection;
    private long version = -1;

    StoreView(Path database) {
        this.database = database;
    }

    long number(String sql, Object... values) {
        long[] found = {0};
        query(sql, row -> found[0] = row.getLong(1), values);
        return found[0];
    }

    void query(String sql, Row each, Object... values) {
        try {
            PreparedStatement statement = statement(sql);
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.take(rows);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Whether anybody has written since this was asked last. */
    boolean changed() {
        long before = version;
        version = number("pragma data_version");
        return version != before;
    }

    private PreparedStatement statement(String sql) throws SQLException {
        if (connection == null) {
            connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        }
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
