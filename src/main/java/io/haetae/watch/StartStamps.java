package io.haetae.watch;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What each channel was told at a start that failed. It is on the disk before the first post that a line is tried, and
 * with each answer what became of it, as the process may be killed at any moment. Were nothing written before, a
 * supervisor that kills each start before Slack has answered would repeat the line with each; were it taken for told, a
 * line that never left would be missing for an hour. So what was tried counts as told for five minutes: where Slack is
 * slow, people may read it that often, and where it is away, they read it soon after it is back.
 */
final class StartStamps {

    private final StoreTold file;
    private final long now;
    private final Map<String, StoreTold.Told> before;
    private final Map<String, StoreTold.Told> told;

    /** @param now epoch milliseconds, UTC */
    StartStamps(StoreTold file, long now) {
        this.file = file;
        this.now = now;
        this.before = file.read();
        this.told = new TreeMap<>(before);
    }

    boolean mayBegin(String id) {
        return !before.containsKey(id) || StoreTelling.mayBegin(before.get(id).at(), now);
    }

    synchronized void tries(Set<String> ids) {
        ids.forEach(id -> told.put(id, stamp(id, now - StoreTelling.APART + StoreTelling.LASTS)));
        file.write(told.values());
    }

    synchronized void told(String id) {
        told.put(id, stamp(id, now));
        file.write(told.values());
    }

    /** As if nothing had been tried. */
    synchronized void untold(String id) {
        told.remove(id);
        Optional.ofNullable(before.get(id)).ifPresent(last -> told.put(id, last));
        file.write(told.values());
    }

    private StoreTold.Told stamp(String id, long at) {
        StoreTold.Told last = before.get(id);
        return new StoreTold.Told(id, last != null && last.open() ? last.since() : now, at, true);
    }
}
