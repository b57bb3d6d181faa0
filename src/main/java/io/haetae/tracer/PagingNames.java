package io.haetae.tracer;

import java.util.Arrays;

/** The two pairs of names for page and size; which one the server honours is known from its answers only. */
public enum PagingNames {
    PAGE_SIZE("page", "size"),
    PAGE_INDEX("pageIndex", "pageSize");

    private final String page;
    private final String size;

    PagingNames(String page, String size) {
        this.page = page;
        this.size = size;
    }

    public String page() {
        return page;
    }

    public String size() {
        return size;
    }

    public PagingNames other() {
        return this == PAGE_SIZE ? PAGE_INDEX : PAGE_SIZE;
    }

    /** As stored: {@code page,size}; the vendor's current names if nothing is stored. */
    public static PagingNames of(String stored) {
        return Arrays.stream(values())
                .filter(names -> names.toString().equals(stored))
                .findFirst()
                .orElse(PAGE_SIZE);
    }

    @Override
    public String toString() {
        return page + "," + size;
    }
}
