package io.haetae.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The channels' states, by the hash of their webhooks. */
public final class Channels {

    private final Store store;

    public Channels(Store store) {
        this.store = store;
    }

    /** Those that may be posted to now, in the given order, each once. */
    public List<String> due(Collection<String> ids, long now) {
        return store.read(handle -> ids.stream()
                .distinct()
                .map(id -> get(handle, id))
                .filter(state -> state.due(now))
                // one in trouble may hang, and is no reason for the others to wait
                .sorted(Comparator.comparing(state -> state.failures() > 0))
                .map(ChannelState::id)
                .toList());
    }

    /** Every channel that was ever used. */
    public List<ChannelState> all() {
        return store.read(handle -> handle.createQuery("select * from channel order by id")
                .map(Channels::map)
                .list());
    }

    /** A channel's state, fresh if there is none yet. */
    public ChannelState get(Handle handle, String id) {
        return handle.createQuery("select * from channel where id = :id")
                .bind("id", id)
                .map(Channels::map)
                .findOne()
                .orElseGet(() -> ChannelState.fresh(id));
    }

    public void save(Handle tx, ChannelState state) {
        tx.createUpdate("""
                        insert or replace into channel (id, next, hold_until, failures, kind, streak, reason, since)
                        values (:id, :next, :holdUntil, :failures, :kind, :streak, :reason, :since)""").bindMethods(state).execute();
    }

    private static ChannelState map(ResultSet row, StatementContext context) throws SQLException {
        long since = row.getLong("since");
        Long known = row.wasNull() ? null : since;
        return new ChannelState(
                row.getString("id"),
                row.getLong("next"),
                row.getLong("hold_until"),
                row.getInt("failures"),
                row.getString("kind"),
                row.getInt("streak"),
                row.getString("reason"),
                known);
    }
}
