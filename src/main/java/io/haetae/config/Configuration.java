package io.haetae.config;

import java.util.List;
import java.util.Map;

/**
 * What was read.
 *
 * @param others the file's properties that are not ours, for Camel: no secret among them
 * @param warnings what looks like a mistake and stops nothing, a line each
 */
public record Configuration(Settings settings, Map<String, String> others, List<Text> warnings) {}
