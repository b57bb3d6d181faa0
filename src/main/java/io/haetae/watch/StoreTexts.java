package io.haetae.watch;

import io.haetae.config.Durations;
import io.haetae.config.Settings;
import io.haetae.store.Fault;
import io.haetae.store.Store;
import io.haetae.store.StoreException;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** The lines about the store, in the configured language and zone; one line each. Times: epoch milliseconds, UTC. */
public final class StoreTexts {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final ResourceBundle texts;
    private final Path file;
    private final ZoneId zone;

    public StoreTexts(Settings settings) {
        this.texts = ResourceBundle.getBundle(
                "io.haetae.watch.store",
                settings.watch().language(),
                StoreTexts.class.getClassLoader(),
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        this.file = settings.data().resolve(Store.FILE);
        this.zone = settings.zone();
    }

    /** @param accounts those whose channel it is */
    String begin(List<String> accounts, StoreException failure, long since) {
        return text("begin", names(accounts), time(since), cause(failure), todo(failure));
    }

    String end(List<String> accounts, long since, long until) {
        return text("end", names(accounts), time(since), time(until), span(until - since));
    }

    /** The watch does not start. */
    public String start(List<String> accounts, StoreException failure, long now) {
        return text("start", names(accounts), time(now), cause(failure), todo(failure));
    }

    /** A damaged store was set aside, or there was none left; records from before {@code begin} are not told. */
    public String fresh(String account, Optional<Path> aside, long now, long begin) {
        return text(
                aside.isPresent() ? "fresh" : "fresh.gone",
                account,
                aside.map(Path::toString).orElse(""),
                time(now),
                time(begin));
    }

    private String cause(StoreException failure) {
        return failure.fault() == null ? failure.getMessage() : text("cause." + failure.fault(), file.toString());
    }

    private String todo(StoreException failure) {
        return text("todo." + (failure.fault() == null ? Fault.IO : failure.fault()), file.toString());
    }

    private String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    private String span(long millis) {
        String span = Durations.format(Duration.ofMillis(millis));
        return texts.getLocale().getLanguage().equals("ko")
                ? span.replace("d", "일 ")
                        .replace("h", "시간 ")
                        .replace("m", "분 ")
                        .replace("s", "초")
                        .trim()
                : span;
    }

    private static String names(List<String> accounts) {
        return String.join(", ", accounts);
    }

    private String text(String key, Object... parts) {
        return new MessageFormat(texts.getString(key), texts.getLocale()).format(parts);
    }
}
