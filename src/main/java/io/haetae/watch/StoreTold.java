package io.haetae.watch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What each channel was told of the store, in a file beside it ({@code store-told}): for a store that can't be used
 * can't keep it, and a watch that a supervisor starts again each second must not tell it each second. A line a channel:
 * id, since, at (epoch milliseconds), {@code open} or {@code ended}. While any is open, or the folder can't be written
 * either, it is in the system's temporary folder as well, under a name by the data folder's hash.
 */
public final class StoreTold {

    static final String FILE = "store-told";

    private final Optional<StampFile> beside;
    private final StampFile elsewhere;

    /**
     * @param since when the trouble began that was told last
     * @param at when its beginning was told
     * @param open whether its end is still to be told
     */
    record Told(String channel, long since, long at, boolean open) {}

    public StoreTold(Path data) {
        this(data, temporary());
    }

    static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    }

    StoreTold(Path data, Path temporary) {
        this(Optional.of(new StampFile(data.resolve(FILE), false)), data, temporary);
    }

    private StoreTold(Optional<StampFile> beside, Path data, Path temporary) {
        String name =
                "haetae-" + FILE + "-" + hash(data.toAbsolutePath().normalize().toString());
        this.beside = beside;
        this.elsewhere = new StampFile(temporary.resolve(name), true);
    }

    /** For a data folder that hangs whoever touches it: elsewhere only. */
    static StoreTold apart(Path data, Path temporary) {
        return new StoreTold(Optional.empty(), data, temporary);
    }

    /** By channel; of what two files say, what was told later counts: the end of what began at the same time. */
    Map<String, Told> read() {
        Map<String, Told> told = new TreeMap<>();
        Stream.concat(Stream.of(elsewhere), beside.stream())
                .flatMap(file -> read(file).stream())
                .forEach(one -> told.merge(one.channel, one, StoreTold::later));
        return told;
    }

    private static Told later(Told a, Told b) {
        return a.at > b.at || a.at == b.at && !a.open ? a : b;
    }

    /** Whether anybody is still to hear how the last trouble ended. */
    public boolean isOpen() {
        return openSince(List.of()).isPresent();
    }

    /**
     * Since when the trouble is, epoch milliseconds, UTC, whose end somebody is still to hear; empty if there is none.
     *
     * @param channels the ids of those in use; empty if that is not known
     */
    public Optional<Long> openSince(Collection<String> channels) {
        return read().values().stream()
                .filter(one -> one.open && (channels.isEmpty() || channels.contains(one.channel)))
                .map(Told::since)
                .min(Long::compare);
    }

    /** The store is another one now: no end is to be told of the last one's trouble. */
    public void over() {
        if (isOpen()) {
            write(read().values().stream()
                    .map(one -> new Told(one.channel, one.since, one.at, false))
                    .toList());
        }
    }

    /** To be called while the disk is well: on a full one a stamp can be overwritten, and none can be made. */
    public void prepare() {
        beside.filter(file -> file.read().isEmpty()).ifPresent(file -> file.write(lines(read().values())));
    }

    /**
     * Keeps it as well as it can, and while an end is to be told at both places, as one may be unreadable by then;
     * without a place for it, at least the process remembers.
     */
    void write(Collection<Told> told) {
        String lines = lines(told);
        boolean kept = beside.filter(file -> file.write(lines)).isPresent();
        if (kept && told.stream().noneMatch(Told::open)) {
            elsewhere.delete();
        } else {
            elsewhere.write(lines);
        }
    }

    private static String lines(Collection<Told> told) {
        return told.stream()
                .map(one -> one.channel + " " + one.since + " " + one.at + " " + (one.open ? "open" : "ended") + "\n")
                .collect(Collectors.joining());
    }

    private static Collection<Told> read(StampFile file) {
        try {
            return file.read()
                    .lines()
                    .map(line -> line.split(" "))
                    .filter(parts -> parts.length == 4)
                    .map(parts -> new Told(
                            parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3].equals("open")))
                    .toList();
        } catch (NumberFormatException e) {
            return List.of();
        }
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
