package io.haetae.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What looks like a slip: names of ours that no option has, and an access key that doesn't look like one. */
final class Strangers {

    private static final Pattern ACCESS_KEY = Pattern.compile("ncp_iam_[A-Za-z0-9_]{20}|[A-Za-z0-9]{20}");

    private static final String CAMELS = "camel.";

    // the launcher's, and what can't stand in a properties file
    private static final Set<String> LAUNCHER =
            Set.of("HAETAE_HOME", "HAETAE_JAVA_OPTS", MasterPassword.NAME, MasterPassword.NAME + "_FILE");

    private final Map<String, String> environment;
    private final PropertiesFile file;

    Strangers(Map<String, String> environment, PropertiesFile file) {
        this.environment = environment;
        this.file = file;
    }

    /** A property nobody reads is a problem: its author believes that it does something. */
    void unknownProperties(Collection<String> accounts, Problems problems) {
        Set<String> known = new LinkedHashSet<>();
        for (Option option : Option.values()) {
            known.add(option.property());
            accounts.stream()
                    .filter(account -> option.ofAnAccount())
                    .map(option::property)
                    .forEach(known::add);
        }
        for (String name : file.properties().keySet()) {
            if (name.startsWith(Option.PREFIX) && !known.contains(name)) {
                problems.add(name, Text.of("config.unknown"), Nearest.suggestion(name, known));
            }
        }
    }

    /** A line each. */
    List<Text> warnings(Collection<Account> accounts) {
        List<Text> warnings = new ArrayList<>();
        Set<String> known = new TreeSet<>(LAUNCHER);
        for (Option option : Option.values()) {
            List<String> names = new ArrayList<>(option.environment());
            if (option.ofAnAccount()) {
                accounts.forEach(account -> names.add(option.environment(account.name())));
            }
            known.addAll(names);
            if (option.secret()) {
                names.forEach(name -> known.add(name + "_FILE"));
            }
        }
        for (String name : new TreeSet<>(environment.keySet())) {
            if (name.startsWith(Option.ENVIRONMENT_PREFIX) && !known.contains(name)) {
                warnings.add(Text.of("config.warning.unknown", name, Nearest.suggestion(name, known)));
            }
        }
        List<String> properties =
                Arrays.stream(Option.values()).map(Option::property).toList();
        for (String name : file.others().keySet()) {
            if (!name.startsWith(CAMELS)) {
                warnings.add(Text.of("config.warning.nobodys", name, Nearest.suggestion(name, properties)));
            }
        }
        for (Account account : accounts) {
            String key = account.accessKey().reveal();
            if (!key.isEmpty() && !ACCESS_KEY.matcher(key).matches()) {
                String option = Option.ACCESS_KEY.property();
                Text whose = accounts.size() == 1
                        ? Text.asItIs(option)
                        : Text.of("config.of-account", option, account.name());
                warnings.add(Text.of("config.warning.key", whose));
            }
        }
        return warnings;
    }
}
