package io.github.dynamodbjcache.spring;

import static io.github.dynamodbjcache.spring.library.Books.ISBN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** "Spring made it, and Spring closes it." */
class ClientBeansTest {

  @Test
  void theApplicationsClientIsTaken() {
    try (Running running = onTablesOfItsOwn().and(One.class).start()) {
      assertThat(clientOf(running)).isSameAs(running.context().getBean(DynamoDbClient.class));
      running.books().byIsbn(ISBN);
      running.books().byIsbn(ISBN);
      assertThat(running.books().looked()).isOne();
    }
  }

  /** As another user of the same bean notices. */
  @Test
  void itOutlivesTheCacheManager() {
    try (Running running = onTablesOfItsOwn().and(One.class).start()) {
      running.books().byIsbn(ISBN);
      running.manager().close();
      assertThat(running.context().getBean(DynamoDbClient.class).listTables().tableNames())
          .isNotEmpty();
    }
  }

  @Test
  void amongSeveralItIsThePrimaryOne() {
    try (Running running = onTablesOfItsOwn().and(Several.class).and(First.class).start()) {
      assertThat(clientOf(running)).isSameAs(running.context().getBean("first"));
    }
  }

  @Test
  void amongSeveralOneIsNamed() {
    Running.Starter starter = onTablesOfItsOwn().and(Several.class);
    try (Running running = starter.with("dynamodb-jcache.spring.client-bean", "third").start()) {
      assertThat(clientOf(running)).isSameAs(running.context().getBean("third"));
    }
  }

  @Test
  void amongSeveralNoneIsGuessed() {
    Running.Starter starter =
        onTablesOfItsOwn().and(Several.class).with("logging.level.root", "off");
    assertThatThrownBy(starter::start)
        .rootCause()
        .hasMessageContaining("second, third")
        .hasMessageContaining("dynamodb-jcache.spring.client-bean");
  }

  @Test
  void aNameOfNoneIsRefusedWithThoseThatThereAre() {
    Running.Starter starter =
        onTablesOfItsOwn()
            .and(Several.class)
            .with("dynamodb-jcache.spring.client-bean", "books")
            .with("logging.level.root", "off");
    assertThatThrownBy(starter::start)
        .rootCause()
        .hasMessageContaining("dynamodb-jcache.spring.client-bean = books")
        .hasMessageContaining("second, third");
  }

  /** The SDK's interface leaves that to whoever implements it, and many that wrap one do not. */
  @Test
  void oneThatTellsNothingOfItselfIsHealthy() {
    try (Running running = onTablesOfItsOwn().and(Wrapped.class).start()) {
      running.books().byIsbn(ISBN);
      CacheHealth.Finding finding = new CacheHealth(running.manager()).find();
      assertThat(finding.failure()).isEmpty();
      assertThat(finding.details()).containsOnlyKeys("tables");
    }
  }

  @Test
  void whoSaysWhereDynamoDbIsHasAClientOfTheProvidersOwn() {
    try (Running running = Running.onTablesOfItsOwn().and(One.class).start();
        Running refused =
            onTablesOfItsOwn()
                .and(Several.class)
                .with("dynamodb-jcache.spring.client-bean", "none")
                .start()) {
      assertThat(clientOf(running)).isNotSameAs(running.context().getBean(DynamoDbClient.class));
      assertThat(clientOf(refused)).isNotIn(refused.context().getBean("second"));
    }
  }

  /** "The deadlines also hold for a client that the application hands in." */
  @Test
  void deadlinesAloneDescribeNoClient() {
    try (Running running =
        onTablesOfItsOwn()
            .and(One.class)
            .with("dynamodb-jcache.client.api-call-timeout", "20s")
            .start()) {
      assertThat(clientOf(running)).isSameAs(running.context().getBean(DynamoDbClient.class));
    }
  }

  private static Running.Starter onTablesOfItsOwn() {
    return Running.plain().with("dynamodb-jcache.table.prefix", UUID.randomUUID() + "-");
  }

  private static DynamoDbClient clientOf(Running running) {
    return running.manager().unwrap(DynamoDbClient.class);
  }

  private static DynamoDbClient client() {
    return DynamoDbClient.builder()
        .endpointOverride(EmbeddedDynamoDb.shared().endpoint())
        .region(Region.EU_WEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .build();
  }

  /** An application with one, as Spring Cloud AWS makes it. */
  static class One {
    @Bean
    DynamoDbClient dynamoDbClient() {
      return client();
    }
  }

  /** One with two. */
  static class Several {
    @Bean
    DynamoDbClient second() {
      return client();
    }

    @Bean
    DynamoDbClient third() {
      return client();
    }
  }

  /** One that goes before the others. */
  static class First {
    @Bean
    @Primary
    DynamoDbClient first() {
      return client();
    }
  }

  /** One that has a proxy around its client. */
  static class Wrapped {
    @Bean
    DynamoDbClient wrapped() {
      DynamoDbClient inner = client();
      return (DynamoDbClient)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {DynamoDbClient.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("serviceClientConfiguration")) {
                  throw new UnsupportedOperationException();
                }
                try {
                  return method.invoke(inner, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }
}
