import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.sqlite.SQLiteDataSource;

/**
 * The yardstick of a start: the parts that Haetae is made of, Quartz, HTTP, JSON, Slack, a rule in YAML, SQLite, and none
 * of what it does with them. A start beside this one's is a ratio, which means much the same on any machine.
 */
public final class Bare {

    private static final String RULE = """
            - route:
                id: rule
                from:
                  uri: direct:rule
                  steps:
                    - choice:
                        when:
                          - simple: "${body[result]} == 'FAILURE'"
                            steps:
                              - to: direct:tell
            """;

    public static void main(String[] args) throws Exception {
        SQLiteDataSource store = new SQLiteDataSource();
        store.setUrl("jdbc:sqlite:" + System.getenv("HAETAE_DATA") + ".bare");
        try (var connection = store.getConnection(); var statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("create table if not exists told (id integer primary key)");
        }
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure().withJmxEnabled(false).withRoutesCollectorEnabled(false);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                from("quartz:poll?trigger.repeatInterval=1000&trigger.repeatCount=-1")
                        .setBody(constant("{}"))
                        .to(System.getenv("HAETAE_TRACER_URL") + "/?httpMethod=POST&throwExceptionOnFailure=false")
                        .unmarshal().json()
                        .to("direct:rule");
                from("direct:tell").to("slack:#bare?webhookUrl=" + System.getenv("WEBHOOK_URL"));
                var rule = ResourceHelper.fromString("rule.camel.yaml", RULE);
                for (RoutesBuilder routes : PluginHelper.getRoutesLoader(getContext()).findRoutesBuilders(rule)) {
                    getContext().addRoutes(routes);
                }
            }
        });
        main.run();
    }
}
