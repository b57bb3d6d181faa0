package io.haetae.config;

/**
 * An option's value and where it came from.
 *
 * @param name of the property or of the environment variable, for messages
 * @param fromFile whether it stands in the properties file (or is the default): relative paths are relative to that
 */
record Given(String name, String value, boolean fromFile) {}
