package io.haetae.rule;

import io.haetae.config.Nearest;
import io.haetae.config.RuleSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.RouteBuilderLifecycleStrategy;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The rules of one or several folders, without those that are switched off: see {@link RuleFiles}. */
public final class RuleFolder {

    private final List<RuleFile> files;
    private final Map<Path, Path> replaced;
    private final Set<String> off;
    private final Set<String> unknown;

    private RuleFolder(List<RuleFile> files, Map<Path, Path> replaced, Set<String> off, Set<String> unknown) {
        this.files = files;
        this.replaced = replaced;
        this.off = off;
        this.unknown = unknown;
    }

    /** All rules of one folder. */
    public static RuleFolder read(Path folder) {
        return read(RuleSettings.of(folder));
    }

    /**
     * Reads the folders and tries each file in a context of its own first, so that a bad file is known before anything
     * has begun. Throws {@link BadRuleFiles} with every bad file and its reason.
     * A file with no rules but those that are switched off only has to be one of rules.
     */
    public static RuleFolder read(RuleSettings settings) {
        Set<String> off = settings.off();
        RuleFiles found = RuleFiles.in(settings.folders());
        List<String> problems = new ArrayList<>(found.problems());
        List<RuleFile> files = new ArrayList<>();
        Map<String, Path> owners = new HashMap<>();
        for (Path path : found.paths()) {
            try {
                RuleFile file = RuleFile.read(path);
                RuleFile kept = file.without(off);
                if (!kept.rules().isEmpty()) {
                    tryOut(kept);
                    files.add(kept);
                }
                file.rules().keySet().forEach(id -> {
                    Path other = owners.putIfAbsent(id, path);
                    if (other != null && !off.contains(id)) {
                        problems.add(path + ": rule " + id + " is already in " + named(other, path));
                    }
                });
            } catch (BadRuleFile e) {
                problems.add(e.getMessage());
            }
        }
        if (problems.isEmpty() && files.isEmpty()) {
            problems.add("every rule is switched off: the watch would see nothing");
        }
        if (!problems.isEmpty()) {
            throw new BadRuleFiles(problems);
        }
        Set<String> unknown = new TreeSet<>(off);
        unknown.removeAll(owners.keySet());
        Set<String> known = new TreeSet<>(off);
        known.retainAll(owners.keySet());
        return new RuleFolder(files, found.replaced(), known, unknown);
    }

    private static String named(Path other, Path beside) {
        return other.resolveSibling("").equals(beside.resolveSibling(""))
                ? other.getFileName().toString()
                : other + "; a file of that name would replace it";
    }

    /** Rule id to fingerprint. */
    public Map<String, String> rules() {
        Map<String, String> rules = new TreeMap<>();
        files.forEach(file -> rules.putAll(file.rules()));
        return rules;
    }

    /** Rule id to the folder that it is in. */
    public Map<String, Path> folders() {
        Map<String, Path> folders = new TreeMap<>();
        files.forEach(file ->
                file.rules().keySet().forEach(id -> folders.put(id, file.path().getParent())));
        return folders;
    }

    /** Files that don't count to those of the same name, in a later folder, that do. */
    public Map<Path, Path> replaced() {
        return replaced;
    }

    /** Rules that are there, and are switched off. */
    public Set<String> off() {
        return off;
    }

    /** What was to be switched off, and is no rule: a line each. */
    public List<String> warnings() {
        Set<String> known = new TreeSet<>(rules().keySet());
        known.addAll(off);
        return unknown.stream()
                .map(id -> "there is no rule " + id + " to switch off; "
                        + Nearest.suggestion(id, known, "the rules are " + String.join(", ", known)))
                .toList();
    }

    /** Adds the rules to a context that has the {@code activity} and {@code alert} components. */
    public void addTo(CamelContext context) throws Exception {
        for (RuleFile file : files) {
            load(context, file);
        }
    }

    private static void tryOut(RuleFile file) {
        try (DefaultCamelContext scratch = new DefaultCamelContext()) {
            scratch.setStartupSummaryLevel(StartupSummaryLevel.Off);
            scratch.addComponent(ActivityComponent.NAME, new ActivityComponent());
            scratch.addComponent(AlertComponent.NAME, new AlertComponent());
            load(scratch, file);
            scratch.start();
        } catch (Exception e) {
            Throwable root = e;
            // what is wrong with one of several rules may not say with which
            String rule =
                    file.rules().size() == 1 ? file.rules().keySet().iterator().next() : null;
            while (root.getCause() != null) {
                if (root instanceof FailedToCreateRouteException route && route.getRouteId() != null) {
                    rule = route.getRouteId();
                }
                root = root.getCause();
            }
            String why = root.getMessage() == null ? root.toString() : root.getMessage();
            throw new BadRuleFile(file.path(), rule == null ? why : "rule " + rule + ": " + why);
        }
    }

    private static void load(CamelContext context, RuleFile file) throws Exception {
        Resource resource = ResourceHelper.fromString(file.path().getFileName().toString(), file.text());
        for (RoutesBuilder builder : PluginHelper.getRoutesLoader(context).findRoutesBuilders(resource)) {
            // without it Camel logs every exception of a rule with its stack; the rule's own onException still works
            DefaultErrorHandlerDefinition quiet = new DefaultErrorHandlerDefinition();
            quiet.setLevel("OFF");
            ((RouteBuilder) builder).setErrorHandlerFactory(quiet);
            ((RouteBuilder) builder)
                    .addLifecycleInterceptor(new Without(file.rules().keySet()));
            context.addRoutes(builder);
        }
    }

    /** Of a file's routes, those that are switched off are never known to the context. */
    private record Without(Set<String> kept) implements RouteBuilderLifecycleStrategy {

        @Override
        public void afterConfigure(RouteBuilder builder) {
            builder.getRouteCollection().getRoutes().removeIf(route -> !kept.contains(route.getRouteId()));
        }
    }
}
