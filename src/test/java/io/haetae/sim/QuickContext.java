package io.haetae.sim;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.LoggingLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultFactoryFinder;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.FactoryFinderResolver;
import org.apache.camel.support.SimpleTypeConverter;

/** Finds again what earlier contexts have found: a third of a context's start goes into looking through all jars. */
final class QuickContext extends DefaultCamelContext {

    QuickContext() {
        // asked for at each exception, and else found by asking all converters
        getTypeConverterRegistry()
                .addTypeConverter(
                        LoggingLevel.class,
                        String.class,
                        new SimpleTypeConverter(
                                false, (type, exchange, value) -> LoggingLevel.valueOf(value.toString())));
    }

    private static final Map<String, FactoryFinder> FINDERS = new ConcurrentHashMap<>();

    @Override
    protected FactoryFinderResolver createFactoryFinderResolver() {
        return new FactoryFinderResolver() {
            @Override
            public FactoryFinder resolveFactoryFinder(ClassResolver classes, String path) {
                return FINDERS.computeIfAbsent(path, any -> new DefaultFactoryFinder(classes, path));
            }

            @Override
            public FactoryFinder resolveBootstrapFactoryFinder(ClassResolver classes, String path) {
                return resolveFactoryFinder(classes, path);
            }
        };
    }
}
