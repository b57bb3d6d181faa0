package io.haetae.sim;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import org.apache.camel.LoggingLevel;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.engine.DefaultFactoryFinder;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.FactoryFinderResolver;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.DefaultThreadPoolFactory;
import org.apache.camel.support.SimpleTypeConverter;
import org.apache.camel.util.concurrent.SynchronousExecutorService;

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

    /** What runs in threads of its own in life, runs in the simulation's. */
    @Override
    protected ExecutorServiceManager createExecutorServiceManager() {
        ExecutorServiceManager manager = super.createExecutorServiceManager();
        manager.setThreadPoolFactory(new DefaultThreadPoolFactory() {
            @Override
            public ExecutorService newThreadPool(ThreadPoolProfile profile, ThreadFactory threads) {
                return profile.getId().equals("haetae-store-lines")
                        ? new SynchronousExecutorService()
                        : super.newThreadPool(profile, threads);
            }
        });
        return manager;
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
