package io.haetae.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which keys may be shown. A key may itself be data (a tag's name, an id): shown are those that the vendor documents, and
 * others only if they look like a programmer's word and stand nowhere as a value, or as a part of one.
 */
final class FieldNames {

    private static final String HIDDEN = "key#";

    private static final Set<String> KNOWN = Set.of(
            "page",
            "size",
            "pageIndex",
            "pageSize",
            "itemCount",
            "hasMore",
            "items",
            "error",
            "errorCode",
            "message",
            "historyId",
            "nrn",
            "eventTime",
            "platformType",
            "productName",
            "productDisplayName",
            "regionCode",
            "regionDispalyName",
            "regionDisplayName",
            "resourceType",
            "resourceId",
            "resourceName",
            "actionDisplayName",
            "actionResultType",
            "actionUserType",
            "actionSubAccountNo",
            "actionIdNo",
            "sourceType",
            "sourceIp",
            "productData",
            "key",
            "name",
            "value",
            "productValue",
            "active",
            "twoFactorLoginType",
            "clientIpCountry",
            "ipBlock",
            "portRange",
            "protocolTypeCode");

    /** Lower camel case, and not so long that it could be a token. */
    private static final Pattern WORD = Pattern.compile("[a-z][a-zA-Z]{0,29}");

    private static final Pattern SEGMENT = Pattern.compile("([^.\\[\\]]+)(\\[\\d+])?");

    private final Set<String> values = new HashSet<>();

    /** To be called with all that there is before anything is shown. */
    void saw(JsonNode node) {
        if (node.isContainerNode()) {
            node.forEach(this::saw);
        } else if (!node.isNull()) {
            String text = node.asText().toLowerCase(Locale.ROOT);
            values.add(text);
            values.addAll(Set.copyOf(Arrays.asList(text.split("[^a-z]+"))));
        }
    }

    /** The key, or what stands for it; a number in brackets is none of its own: {@code inboundRules[#].ipBlock}. */
    String shown(String key) {
        StringBuilder shown = new StringBuilder();
        for (String part : key.split("\\.", -1)) {
            Matcher segment = SEGMENT.matcher(part);
            if (!segment.matches() || !isWord(segment.group(1))) {
                return HIDDEN;
            }
            shown.append(shown.isEmpty() ? "" : ".")
                    .append(segment.group(1))
                    .append(segment.group(2) == null ? "" : "[#]");
        }
        return shown.toString();
    }

    private boolean isWord(String segment) {
        return KNOWN.contains(segment)
                || WORD.matcher(segment).matches() && !values.contains(segment.toLowerCase(Locale.ROOT));
    }
}
