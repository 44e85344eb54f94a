package io.github.dynamodbjcache.spring;

import static io.github.dynamodbjcache.spring.library.Books.ISBN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.spring.library.Book;
import io.github.dynamodbjcache.spring.library.Books;
import io.github.dynamodbjcache.spring.library.Library;
import io.github.dynamodbjcache.spring.test.EmbeddedDynamoDbTest;
import java.util.List;
import javax.cache.CacheManager;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.cache.jcache.JCacheCacheManager;
import org.springframework.test.context.ActiveProfiles;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** "Neither Docker nor a network": a test of an application that has no settings at all. */
@SpringBootTest(classes = Library.class)
@EmbeddedDynamoDbTest
class EmbeddedTest {

  @Autowired private Books books;
  @Autowired private CacheManager manager;
  @Autowired private org.springframework.cache.CacheManager caches;

  @Test
  void whatIsCachedOutlivesTheCallAndLiesInATable() {
    int before = books.looked();
    assertThat(books.byIsbn(ISBN)).isEqualTo(new Book(ISBN, List.of("Joshua Bloch")));
    assertThat(books.byIsbn(ISBN)).isEqualTo(new Book(ISBN, List.of("Joshua Bloch")));
    assertThat(books.borrowerOf(ISBN, 0)).isNull();
    assertThat(books.borrowerOf(ISBN, 0)).isNull();
    assertThat(books.borrowerOf(ISBN, 7)).isEqualTo(books.borrowerOf(ISBN, 7));
    assertThat(books.looked() - before).isEqualTo(3);

    assertThat(caches).isInstanceOf(JCacheCacheManager.class);
    assertThat(manager.getCacheNames()).contains("books", "borrowers");
    String table = manager.getCache("books").unwrap(DynamoDbCache.class).getTableName();
    assertThat(table).matches("test-[-0-9a-f]{36}-books");
    assertThat(
            manager.unwrap(DynamoDbClient.class).scan(request -> request.tableName(table)).count())
        .isOne();
  }

  /** "Whatever the application's settings and beans say", as they are made for production. */
  @Nested
  @ActiveProfiles("production")
  class OverSettingsForProduction {

    @Test
    void itHolds(@Autowired Books books, @Autowired CacheManager manager) {
      books.byIsbn(ISBN);
      assertThat(manager.getCache("books").unwrap(DynamoDbCache.class).getTableName())
          .startsWith("test-");
    }
  }

  /** "Nothing says where DynamoDB is" does not hold if the SDK's own settings do. */
  @Test
  void anEndpointOfTheSdkIsNotOverlooked() {
    String property = "aws.endpointUrlDynamodb";
    System.setProperty(property, "http://127.0.0.1:8000");
    System.setProperty("aws.region", "us-east-1");
    try (Running running = Running.plain().start()) {
      DynamoDbClient client = running.manager().unwrap(DynamoDbClient.class);
      // The SDK takes it from there by itself.
      assertThat(client.serviceClientConfiguration().endpointOverride()).isEmpty();
    } finally {
      System.clearProperty(property);
      System.clearProperty("aws.region");
    }
  }

  /** "Only errors are left", "unless the application says itself how much it wants to hear". */
  @Test
  void dynamoDbLocalIsQuietUnlessTheApplicationWantsToHearIt() {
    Running.Starter starter = Running.onTablesOfItsOwn();
    try (Running running = starter.start()) {
      assertThat(LoggerFactory.getLogger(EmbeddedLog.LOGGER).isWarnEnabled()).isFalse();
    }
    starter.with("logging.level." + EmbeddedLog.LOGGER, "info");
    try (Running running = starter.start()) {
      assertThat(LoggerFactory.getLogger(EmbeddedLog.LOGGER).isInfoEnabled()).isTrue();
    }
  }
}
