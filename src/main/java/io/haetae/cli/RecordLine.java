package io.haetae.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.haetae.activity.Activity;
import java.time.ZoneId;

/**
 * One record on one line.
 *
 * @param named whether the account stands in it
 * @param json whether it is the tracer's own JSON
 */
record RecordLine(ZoneId zone, boolean named, boolean json, Words words) {

    private static final int[] WIDTHS = {12, 12, 22, 8, 15, 20};

    String of(String account, JsonNode record) {
        if (json) {
            return record.toString();
        }
        String of = named ? Columns.pad(account, 8) + "  " : "";
        try {
            return of + line(Activity.of(record, zone));
        } catch (IllegalArgumentException e) {
            return of + words.of("cli.record.unreadable", e.getMessage());
        }
    }

    private static String line(Activity record) {
        String product = record.getProductName() == null ? record.getProductDisplayName() : record.getProductName();
        String[] cells = {
            product,
            record.getResourceType(),
            record.getActionDisplayName(),
            user(record),
            record.getSourceIp(),
            record.getResourceName()
        };
        StringBuilder line = new StringBuilder(record.getTime());
        for (int i = 0; i < cells.length; i++) {
            line.append("  ").append(Columns.pad(shown(cells[i]), WIDTHS[i]));
        }
        return line.append("  ").append(shown(record.getActionResultType())).toString();
    }

    private static String user(Activity record) {
        String type = record.getActionUserType();
        if ("Customer".equalsIgnoreCase(type)) {
            return "root";
        }
        return record.getActionSubAccountNo() == null ? type : "sub " + record.getActionSubAccountNo();
    }

    private static String shown(String value) {
        return value == null || value.isBlank() ? "-" : Columns.plain(value);
    }
}
