package io.haetae.sandbox;

/** The ways in which a tracer may page: the names it honours, and those it echoes. Unknown of the real one. */
public enum Dialect {
    /** Honours and echoes {@code page} and {@code size}. */
    PAGE_SIZE("page", "size", true, 100, false),
    /** Honours and echoes {@code pageIndex} and {@code pageSize}, and ignores the other pair. */
    PAGE_INDEX("pageIndex", "pageSize", true, 100, false),
    /** Honours {@code page} and {@code size}, and echoes neither. */
    SILENT_PAGE_SIZE("page", "size", false, 100, false),
    /** Honours {@code pageIndex} and {@code pageSize}, and echoes neither: the wrong pair reads page one for ever. */
    SILENT_PAGE_INDEX("pageIndex", "pageSize", false, 100, false),
    /** As {@link #PAGE_INDEX}, but {@code page} or {@code size} are a bad request. */
    STRICT_PAGE_INDEX("pageIndex", "pageSize", true, 100, true),
    /** As {@link #PAGE_SIZE}, but at most 20 records a page whatever is asked, and the echo says so. */
    SMALL_PAGES("page", "size", true, 20, false);

    final String page;
    final String size;
    final boolean echoes;
    final int largest;
    final boolean strict;

    Dialect(String page, String size, boolean echoes, int largest, boolean strict) {
        this.page = page;
        this.size = size;
        this.echoes = echoes;
        this.largest = largest;
        this.strict = strict;
    }
}
