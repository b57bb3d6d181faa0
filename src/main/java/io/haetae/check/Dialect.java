package io.haetae.check;

import io.haetae.config.Text;
import io.haetae.tracer.Page;
import io.haetae.tracer.PagingNames;
import io.haetae.tracer.TracerFailure.Family;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How the tracer pages.
 *
 * @param names to ask under
 * @param proved whether a page of one record was asked for under them and came
 * @param echo the names under which it repeats page and size; empty if under none
 * @param refused the names that it takes for a bad request
 * @param ignored the names that it takes no notice of
 */
public record Dialect(
        PagingNames names, boolean proved, Set<PagingNames> echo, Set<PagingNames> refused, Set<PagingNames> ignored) {

    private static final Duration DAY = Duration.ofHours(24);

    /**
     * Asks for a page of one record: who doesn't honour the names gives more.
     *
     * @param first a good answer to a question under those names
     */
    static Dialect find(Politeness tracer, Reply first, PagingNames asked) throws InterruptedException {
        Set<PagingNames> echo = EnumSet.noneOf(PagingNames.class);
        Set<PagingNames> refused = EnumSet.noneOf(PagingNames.class);
        Set<PagingNames> ignored = EnumSet.noneOf(PagingNames.class);
        if (asked != PagingNames.PAGE_SIZE) {
            refused.add(PagingNames.PAGE_SIZE);
        }
        echo.addAll(first.page().echo());
        PagingNames names = echo.size() == 1 ? echo.iterator().next() : asked;
        long now = tracer.now();
        for (PagingNames tried : new PagingNames[] {names, names.other()}) {
            if (tracer.left() == 0 || refused.contains(tried)) {
                break;
            }
            Reply one = tracer.ask(new Question(now - DAY.toMillis(), now, 0, 1, tried));
            Page page = one.page();
            if (one.failed(Family.BAD_REQUEST)) {
                refused.add(tried);
                continue;
            }
            if (page == null) {
                break;
            }
            echo.addAll(page.echo());
            if (page.items() <= 1) {
                boolean proved = page.items() == 1 && one.hasMore();
                return new Dialect(tried, proved, echo, refused, ignored);
            }
            ignored.add(tried);
        }
        return new Dialect(names, false, echo, refused, ignored);
    }

    Text text() {
        Text known = proved
                ? Text.asItIs(names.toString())
                : ignored.contains(names) ? Text.of("check.paging.ignored") : Text.of("check.paging.guess", names);
        return echo.stream()
                .map(name -> Text.asItIs(name.toString()))
                .reduce((one, other) -> Text.of("check.paging.and", one, other))
                .map(echoed -> Text.of("check.paging", known, echoed))
                .orElse(Text.of("check.paging.silent", known));
    }

    Set<String> strings(Set<PagingNames> some) {
        return some.stream().map(PagingNames::toString).collect(Collectors.toCollection(TreeSet::new));
    }
}
