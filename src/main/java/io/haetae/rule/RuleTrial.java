package io.haetae.rule;

import io.haetae.config.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

/** Loads rule files, in earnest or in a context that is thrown away. */
final class RuleTrial {

    private RuleTrial() {}

    /** What is wrong with which of the files; all of them at once first, as a context for each makes a slow start. */
    static List<BadRuleFile> of(List<RuleFile> files) {
        Set<String> ids = new HashSet<>();
        boolean unique =
                files.stream().flatMap(file -> file.rules().keySet().stream()).allMatch(ids::add);
        // of two routes with one id Camel would only see the last
        Optional<Exception> together = unique ? failure(files) : Optional.empty();
        if (unique && together.isEmpty()) {
            return List.of();
        }
        List<BadRuleFile> bad = new ArrayList<>();
        files.forEach(file -> failure(List.of(file)).ifPresent(failure -> bad.add(bad(file, failure))));
        together.filter(failure -> bad.isEmpty()).ifPresent(failure -> bad.add(clashing(files, failure)));
        return bad;
    }

    /** Each is sound alone, so that one clashes with those before it: by the id of a step. */
    private static BadRuleFile clashing(List<RuleFile> files, Exception together) {
        int sound = 0;
        int most = files.size();
        while (most - sound > 1) {
            int middle = (sound + most) / 2;
            boolean fine = failure(files.subList(0, middle)).isEmpty();
            sound = fine ? middle : sound;
            most = fine ? most : middle;
        }
        return bad(files.get(most - 1), failure(files.subList(0, most)).orElse(together));
    }

    private static Optional<Exception> failure(List<RuleFile> files) {
        try (DefaultCamelContext scratch = new DefaultCamelContext()) {
            scratch.setStartupSummaryLevel(StartupSummaryLevel.Off);
            scratch.addComponent(ActivityComponent.NAME, new ActivityComponent());
            scratch.addComponent(AlertComponent.NAME, new AlertComponent());
            for (RuleFile file : files) {
                load(scratch, file);
            }
            scratch.start();
            return Optional.empty();
        } catch (Exception e) { // whatever a file makes Camel throw is what is wrong with it, and is told with its name
            return Optional.of(e);
        }
    }

    private static BadRuleFile bad(RuleFile file, Exception failure) {
        Throwable root = failure;
        // what is wrong with one of several rules may not say with which
        String rule =
                file.rules().size() == 1 ? file.rules().keySet().iterator().next() : null;
        while (root.getCause() != null) {
            if (root instanceof FailedToCreateRouteException route && route.getRouteId() != null) {
                rule = route.getRouteId();
            }
            root = root.getCause();
        }
        Text why = root instanceof BadParameter bad
                ? bad.text()
                : BadRuleFile.folded(root.getMessage() == null ? root.toString() : root.getMessage());
        return new BadRuleFile(file.path(), rule == null ? why : Text.of("rule.named", rule, why));
    }

    static void load(CamelContext context, RuleFile file) throws Exception {
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
