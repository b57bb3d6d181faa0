package io.haetae.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Whether somebody has a store's write lock now. */
public final class WriteLock {

    private WriteLock() {}

    public static boolean isTaken(Path folder) {
        String url = "jdbc:sqlite:" + folder.resolve(Store.FILE) + "?busy_timeout=0";
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("begin immediate");
            statement.execute("rollback");
            return false;
        } catch (SQLException e) {
            return true;
        }
    }
}
