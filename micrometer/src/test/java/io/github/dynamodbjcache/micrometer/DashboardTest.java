package io.github.dynamodbjcache.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * docs/grafana-dashboard.json asks for what Prometheus gets from this module, and for all of it.
 */
@Timeout(60)
class DashboardTest {

  private static final Path DASHBOARD = Path.of("..", "docs", "grafana-dashboard.json");
  private static final Pattern METRIC = Pattern.compile("\\bdynamodb_cache_[a-z_]+");
  private static final Pattern SERIES = Pattern.compile("(?m)^(dynamodb_cache_[a-z_]+)\\{");
  private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\) \\(\\w+\\((\\w+)");

  private final DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @AfterEach
  void close() {
    provider.close();
  }

  @Test
  void itAsksForWhatTheModuleRegistersAndForNothingElse() throws IOException {
    Set<String> asked = all(METRIC, String.join("\n", queries()));
    assertThat(asked).isEqualTo(all(SERIES, scraped()));
  }

  @Test
  void itGroupsByLabelsThatTheMetricsHave() throws IOException {
    String scraped = scraped();
    List<MatchResult> groups =
        queries().stream().flatMap(query -> GROUPED.matcher(query).results()).toList();
    assertThat(groups).isNotEmpty();
    for (MatchResult group : groups) {
      String series =
          scraped
              .lines()
              .filter(line -> line.startsWith(group.group(2) + "{"))
              .findFirst()
              .orElseThrow();
      for (String label : group.group(1).split(", ")) {
        assertThat(series).containsPattern("[{,]" + label + "=\"");
      }
    }
  }

  @Test
  void panelsDoNotOverlap() throws IOException {
    List<String> places =
        panels().map(panel -> panel.at("/gridPos/x") + "," + panel.at("/gridPos/y")).toList();
    assertThat(places).doesNotHaveDuplicates().isNotEmpty();
    assertThat(panels().map(panel -> panel.get("id").intValue())).doesNotHaveDuplicates();
  }

  private static Stream<JsonNode> panels() throws IOException {
    List<JsonNode> panels = new ArrayList<>();
    dashboard().get("panels").forEach(panels::add);
    return panels.stream();
  }

  private static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(Files.readString(DASHBOARD));
  }

  /** Of the panels and of the variables. */
  private static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>(dashboard().findValuesAsText("expr"));
    dashboard()
        .at("/templating/list")
        .forEach(variable -> queries.add(variable.at("/query/query").asText()));
    return queries;
  }

  private String scraped() {
    Properties properties = new Properties();
    properties.setProperty("dynamodb-jcache.client.endpoint", "embedded");
    // Nothing is asked of a table here.
    properties.setProperty("dynamodb-jcache.table.create", "assumed");
    Cache<String, String> cache =
        provider
            .getCacheManager(URI.create("dashboard"), getClass().getClassLoader(), properties)
            .createCache("shown", new MutableConfiguration<String, String>());
    new DynamoDbCacheMetrics(cache).bindTo(registry);
    return registry.scrape();
  }

  private static Set<String> all(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher
        .results()
        .map(result -> result.group(result.groupCount()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
