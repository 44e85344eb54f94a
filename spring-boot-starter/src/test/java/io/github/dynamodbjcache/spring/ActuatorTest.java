package io.github.dynamodbjcache.spring;

import static io.github.dynamodbjcache.spring.library.Books.ISBN;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.DynamoDbStatisticsMXBean;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Health and metrics over HTTP, as an operator sees them. */
class ActuatorTest {

  private static final Pattern COUNT =
      Pattern.compile("\"statistic\":\"(?:COUNT|VALUE)\",\"value\":([0-9.]+)");

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void healthTellsOfRegionAndTablesAndCostsOneReadForEachCache() throws Exception {
    try (Running running = serving().start()) {
      assertThat(of(get(running, "health"), "status")).isEqualTo("UP");
      assertThat(of(get(running, "health"), "details.region")).isEqualTo("us-east-1");
      running.books().byIsbn(ISBN);
      DynamoDbCache<?, ?> books = running.manager().getCache("books").unwrap(DynamoDbCache.class);
      DynamoDbStatisticsMXBean requests = books.getRequestStatistics();
      Map<String, Long> before = requests.getRequests();

      assertThat(of(get(running, "health"), "details.tables.books"))
          .isEqualTo(books.getTableName());
      Map<String, Long> after = new HashMap<>(requests.getRequests());
      assertThat(after.merge("GetItem", -1L, Long::sum)).isEqualTo(before.get("GetItem"));
      assertThat(after).isEqualTo(before);
    }
  }

  @Test
  void itIsDownForTheTrueReason() throws Exception {
    try (Running running = serving().start()) {
      running.books().byIsbn(ISBN);
      String table = running.manager().getCache("books").unwrap(DynamoDbCache.class).getTableName();
      running.manager().unwrap(DynamoDbClient.class).deleteTable(it -> it.tableName(table));

      HttpResponse<String> health = get(running, "health");
      assertThat(health.statusCode()).isEqualTo(503);
      assertThat(of(health, "status")).isEqualTo("DOWN");
      assertThat(of(health, "details.tables.books")).isEqualTo(table);
      assertThat(of(health, "details.error"))
          .startsWith("javax.cache.CacheException: cache \"books\"")
          .contains("the table does not exist");
    }
  }

  @Test
  void itCanBeSwitchedOff() throws Exception {
    try (Running running =
        serving().with("management.health.dynamodb-cache.enabled", "false").start()) {
      assertThat(get(running, "health").body()).doesNotContain("dynamoDbCache");
    }
  }

  /** Of caches that Spring names at the start, and of those that come later. */
  @Test
  void metricsCountWithoutASetting() throws Exception {
    try (Running running = serving().with("spring.cache.cache-names", "borrowers").start()) {
      running.books().byIsbn(ISBN);
      running.books().byIsbn(ISBN);
      running.books().borrowerOf(ISBN, 1);

      assertThat(
              count(
                  running,
                  "cache.gets?tag=cache.manager:cacheManager&tag=name:books&tag=result:hit"))
          .isOne();
      assertThat(
              count(
                  running,
                  "cache.gets?tag=cache.manager:cacheManager&tag=name:books&tag=result:miss"))
          .isOne();
      assertThat(
              count(
                  running,
                  "cache.gets?tag=cache.manager:cacheManager&tag=name:borrowers&tag=result:miss"))
          .isOne();
      assertThat(count(running, "dynamodb.cache.requests?tag=cache:books&tag=operation:GetItem"))
          .isPositive();
      assertThat(
              count(running, "dynamodb.cache.requests?tag=cache:borrowers&tag=operation:GetItem"))
          .isPositive();
    }
  }

  /** A colon is usual where caches were in Redis. */
  @Test
  void aNameThatJmxDoesNotTakeFailsNoCall() throws Exception {
    try (Running running = serving().start()) {
      assertThat(running.cache("user:byName")).isEmpty();
      assertThat(count(running, "dynamodb.cache.requests?tag=cache:user:byName&tag=operation:Scan"))
          .isPositive();
    }
  }

  /** "Whatever name is asked for there": the endpoint looks among those that there are. */
  @Test
  void theCachesEndpointCreatesNone() throws Exception {
    try (Running running = serving().start()) {
      running.books().byIsbn(ISBN);
      assertThat(get(running, "caches").body()).contains("\"books\"");
      assertThat(get(running, "caches/other").statusCode()).isEqualTo(404);
      assertThat(running.manager().getCacheNames()).containsExactly("books");
    }
  }

  private static Running.Starter serving() {
    return Running.onTablesOfItsOwn()
        .servingHttp()
        .with("management.endpoint.health.show-details", "always")
        .with("management.endpoints.web.exposure.include", "health,metrics,caches");
  }

  private static String of(HttpResponse<String> health, String path) {
    return JsonPath.read(health.body(), "$.components.dynamoDbCache." + path);
  }

  private double count(Running running, String metric) throws Exception {
    HttpResponse<String> answer = get(running, "metrics/" + metric);
    Matcher count = COUNT.matcher(answer.body());
    assertThat(count.find()).as(answer.body()).isTrue();
    return Double.parseDouble(count.group(1));
  }

  private HttpResponse<String> get(Running running, String path) throws Exception {
    String port = running.context().getEnvironment().getProperty("local.server.port");
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + path))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
