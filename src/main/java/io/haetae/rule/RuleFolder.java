package io.haetae.rule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.errorhandler.DefaultErrorHandlerDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The rules in a folder: every {@code *.camel.yaml} in it, by name. */
public final class RuleFolder {

    private static final String SUFFIX = ".camel.yaml";

    private final List<RuleFile> files;

    private RuleFolder(List<RuleFile> files) {
        this.files = files;
    }

    /**
     * Reads the folder and tries each file in a context of its own first, so that a bad file is known before anything
     * has begun. Throws {@link BadRuleFiles} with every bad file and its reason.
     */
    public static RuleFolder read(Path folder) {
        List<String> problems = new ArrayList<>();
        List<RuleFile> files = new ArrayList<>();
        Map<String, Path> owners = new HashMap<>();
        for (Path path : list(folder)) {
            try {
                RuleFile file = RuleFile.read(path);
                tryOut(file);
                file.rules().keySet().forEach(id -> {
                    Path other = owners.putIfAbsent(id, path);
                    if (other != null) {
                        problems.add(path + ": rule " + id + " is already in " + other.getFileName());
                    }
                });
                files.add(file);
            } catch (BadRuleFile e) {
                problems.add(e.getMessage());
            }
        }
        if (problems.isEmpty() && files.isEmpty()) {
            problems.add(folder + ": there is no rule in it, no file that ends in " + SUFFIX);
        }
        if (!problems.isEmpty()) {
            throw new BadRuleFiles(problems);
        }
        return new RuleFolder(files);
    }

    /** Rule id to fingerprint. */
    public Map<String, String> rules() {
        Map<String, String> rules = new TreeMap<>();
        files.forEach(file -> rules.putAll(file.rules()));
        return rules;
    }

    /** Adds the rules to a context that has the {@code activity} and {@code alert} components. */
    public void addTo(CamelContext context) throws Exception {
        for (RuleFile file : files) {
            load(context, file);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> path.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BadRuleFiles(List.of(folder + ": the folder of the rules can't be read"));
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
            context.addRoutes(builder);
        }
    }
}
