package io.github.dynamodbjcache.examples.spring;

import static io.github.dynamodbjcache.examples.spring.Instance.BLUE;
import static io.github.dynamodbjcache.examples.spring.Instance.RED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cache.Cache;
import org.springframework.cache.annotation.CachingConfigurer;
import org.springframework.cache.interceptor.CacheErrorHandler;
import org.springframework.cache.interceptor.LoggingCacheErrorHandler;

/** What callers see while DynamoDB cannot be reached. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class OutageTest {

  @TempDir private Path folder;

  @Test
  void byDefaultTheCallerGetsTheCacheException() throws Exception {
    try (EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();
        Instance instance = on(dynamoDb).start()) {
      dynamoDb.close();

      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> instance.prices().priceOf(RED))
          .withMessageContaining("\"prices\"");
      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> instance.prices().forgetPrice(RED));
      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(() -> instance.swatches().swatchOf(RED));
      assertThat(instance.maker().questions()).isZero();
    }
  }

  /** CacheErrorHandler: "allows to ... ignore" what a cache provider throws. */
  @Test
  void withAnErrorHandlerTheMethodAnswers() throws Exception {
    try (EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();
        Instance instance = on(dynamoDb).and(FailSoft.class).start()) {
      dynamoDb.close();

      assertThat(instance.prices().priceOf(RED)).isEqualTo("12.50");
      assertThat(instance.prices().setPrice(RED, BigDecimal.ONE)).isEqualTo("1");
      assertThat(instance.prices().offerFor(RED, 2)).isNull();
      assertThat(instance.prices().mix(RED, BLUE).first()).isEqualTo(RED);
      assertThat(instance.swatches().swatchOf(RED).paint()).isEqualTo(RED);
      assertThatCode(() -> instance.prices().forgetPrice(RED)).doesNotThrowAnyException();
      assertThatCode(() -> instance.prices().newSeason()).doesNotThrowAnyException();
      assertThatCode(() -> instance.swatches().discardAll()).doesNotThrowAnyException();
      assertThat(instance.maker().questions()).isEqualTo(4);
      assertThat(instance.context().getBean(FailSoft.class).failures)
          .isNotEmpty()
          .allMatch(CacheException.class::isInstance);
    }
  }

  @Test
  void anOutageIsOverWhenDynamoDbIsBack() throws Exception {
    EmbeddedDynamoDb before = EmbeddedDynamoDb.inDirectory(folder);
    int port = before.endpoint().getPort();
    try (before;
        Instance instance = on(before).and(FailSoft.class).start()) {
      instance.prices().priceOf(RED);
      instance.prices().priceOf(RED);
      assertThat(instance.maker().questions()).isOne();
      before.close();
      assertThat(instance.prices().priceOf(RED)).isEqualTo("12.50");
      assertThat(instance.maker().questions()).isEqualTo(2);
      try (EmbeddedDynamoDb after =
          EmbeddedDynamoDb.builder().directory(folder).port(port).start()) {
        assertThat(after.endpoint()).isEqualTo(before.endpoint());
        assertThat(instance.prices().priceOf(RED)).isEqualTo("12.50");
        assertThat(instance.maker().questions()).isEqualTo(2);
      }
    }
  }

  @Test
  void aStartNeedsDynamoDb() throws Exception {
    EmbeddedDynamoDb closed = EmbeddedDynamoDb.inMemory();
    closed.close();
    Instance.Starter starter = on(closed).with("logging.level.root", "off");
    assertThatThrownBy(starter::start)
        .hasStackTraceContaining(
            "CacheException: cache \"prices\", createCache: DescribeTable on DynamoDB table shop-prices"
                + " failed: the endpoint "
                + closed.endpoint()
                + " refuses the connection");
  }

  private Instance.Starter on(EmbeddedDynamoDb dynamoDb) throws IOException {
    return Instance.on("shop-")
        .configuredByACopyIn(folder)
        .dynamoDb(dynamoDb.endpoint())
        .with("test.dynamodb-jcache.client.max-attempts", 1)
        .with("logging.level.org.springframework.cache", "off");
  }

  /** Logs what fails, and goes on without the cache. */
  static class FailSoft implements CachingConfigurer {

    final List<RuntimeException> failures = new CopyOnWriteArrayList<>();

    @Override
    public CacheErrorHandler errorHandler() {
      return new LoggingCacheErrorHandler() {
        @Override
        public void handleCacheGetError(RuntimeException failure, Cache cache, Object key) {
          failures.add(failure);
          super.handleCacheGetError(failure, cache, key);
        }
      };
    }
  }
}
