package io.github.dynamodbjcache.examples.spring;

import static io.github.dynamodbjcache.examples.spring.Instance.BLUE;
import static io.github.dynamodbjcache.examples.spring.Instance.RED;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The actuator's endpoints over HTTP, as an operator uses them. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ActuatorTest {

  private static final Pattern COUNT =
      Pattern.compile("\"statistic\":\"(?:COUNT|VALUE)\",\"value\":([0-9.]+)");

  private final Instance instance = Instance.onTablesOfItsOwn().servingHttp().start();
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    instance.close();
  }

  @Test
  void theCachesEndpointListsAndEvicts() throws Exception {
    assertThat(get("caches").body())
        .contains("\"prices\"", "\"offers\"", "\"mixtures\"", "\"swatches\"", "\"unknown-paints\"");
    instance.prices().priceOf(RED);
    instance.prices().offerFor(RED, 20);

    assertThat(delete("caches/prices").statusCode()).isEqualTo(204);
    assertThat(instance.caches().getCache("prices")).isEmpty();
    assertThat(instance.caches().getCache("offers")).hasSize(1);

    assertThat(delete("caches").statusCode()).isEqualTo(204);
    assertThat(instance.caches().getCache("offers")).isEmpty();
  }

  /** With {@code statistics = true} in the file, and nothing in the code. */
  @Test
  void metricsCountOfCachesThatSpringCreatedAndOfDeclaredOnes() throws Exception {
    instance.prices().priceOf(RED);
    instance.prices().priceOf(RED);
    instance.prices().priceOf(RED);
    instance.prices().priceOf(BLUE);
    assertThat(count("cache.gets", "prices", "hit")).isEqualTo(2);
    assertThat(count("cache.gets", "prices", "miss")).isEqualTo(2);
    assertThat(count("cache.puts", "prices", null)).isEqualTo(2);

    instance.prices().forgetPrice(RED);
    assertThat(count("cache.removals", "prices", null)).isOne();

    instance.swatches().swatchOf(RED);
    assertThat(count("cache.gets", "swatches", "miss")).isOne();
  }

  /** By dynamodb-jcache-micrometer on the class path, and nothing else. */
  @Test
  void metricsTellWhatTheCachesAskOfDynamoDb() throws Exception {
    instance.prices().priceOf(RED);
    HttpResponse<String> requests =
        get("metrics/dynamodb.cache.requests?tag=cache:prices&tag=operation:GetItem");
    Matcher count = COUNT.matcher(requests.body());
    assertThat(count.find()).as(requests.body()).isTrue();
    assertThat(Double.parseDouble(count.group(1))).isPositive();
    assertThat(get("metrics").body())
        .contains("dynamodb.cache.retries", "dynamodb.cache.outcomes.unknown");
  }

  private double count(String metric, String cache, String result) throws Exception {
    HttpResponse<String> answer =
        get(
            "metrics/%s?tag=cache:%s%s"
                .formatted(metric, cache, result == null ? "" : "&tag=result:" + result));
    Matcher count = COUNT.matcher(answer.body());
    assertThat(count.find()).as(answer.body()).isTrue();
    return Double.parseDouble(count.group(1));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(path)).build());
  }

  private HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(at(path)).DELETE().build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private URI at(String path) {
    String port = instance.context().getEnvironment().getProperty("local.server.port");
    return URI.create("http://127.0.0.1:" + port + "/actuator/" + path);
  }
}
