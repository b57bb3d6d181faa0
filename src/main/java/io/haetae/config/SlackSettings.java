package io.haetae.config;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who hears of what. A kind of alert is its severity's word, or {@link #WATCH} for what the watch says of itself.
 *
 * @param channel for all kinds that have no channel of their own
 * @param byKind a kind's own channel
 * @param mentions who is called, as Slack writes it ({@code <!here>}), by severity
 */
public record SlackSettings(Channel channel, Map<String, Channel> byKind, Map<String, String> mentions) {

    /** What the watch says of itself, whatever its severity. */
    public static final String WATCH = "watch";

    public SlackSettings {
        byKind = Map.copyOf(byKind);
        mentions = Map.copyOf(mentions);
    }

    public static SlackSettings to(Channel channel) {
        return new SlackSettings(channel, Map.of(), Map.of());
    }

    /** As they are at this moment, whatever becomes of the webhooks' files. */
    public SlackSettings now() {
        Map<String, Channel> now = new HashMap<>();
        byKind.forEach((kind, own) -> now.put(kind, own.now()));
        return new SlackSettings(channel.now(), now, mentions);
    }

    public Channel of(String kind) {
        return byKind.getOrDefault(kind, channel);
    }

    /** Where the watch speaks of itself. */
    public Channel watch() {
        return of(WATCH);
    }

    /** The kinds that are told in that channel. Each webhook is looked at once: it may stand in a file. */
    public Collection<String> kinds(String channelId, Collection<String> all) {
        boolean others = channel.id().equals(channelId);
        Map<String, Boolean> own = new HashMap<>();
        byKind.forEach((kind, its) -> own.put(kind, its.id().equals(channelId)));
        return all.stream().filter(kind -> own.getOrDefault(kind, others)).toList();
    }

    /** All of them. */
    public List<Channel> channels() {
        return Stream.concat(Stream.of(channel), byKind.values().stream()).toList();
    }
}
