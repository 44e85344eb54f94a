package io.github.dynamodbjcache.testing;

import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * The DynamoDB that tests use: the one at {@code AWS_ENDPOINT_URL_DYNAMODB} (environment) or {@code
 * aws.endpointUrlDynamodb} (system property) if set; a container if the system property {@code
 * test.dynamodb.container} is true; else the embedded one.
 */
public final class TestDynamoDb {

  private TestDynamoDb() {}

  /** Where it listens. */
  public static URI endpoint() {
    return Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL_DYNAMODB"))
        .or(() -> Optional.ofNullable(System.getProperty("aws.endpointUrlDynamodb")))
        .map(URI::create)
        .orElseGet(
            () ->
                Boolean.getBoolean("test.dynamodb.container")
                    ? Container.ENDPOINT
                    : EmbeddedDynamoDb.shared().endpoint());
  }

  /**
   * A client as the provider builds it, without retries, but patient: a busy machine is no lost
   * answer. To be closed by the caller.
   */
  public static DynamoDbClient client() {
    return client(http());
  }

  /** The same over that HTTP client. */
  public static DynamoDbClient client(SdkHttpClient http) {
    return builder()
        .httpClient(http)
        .overrideConfiguration(
            o ->
                o.retryStrategy(DefaultRetryStrategy.doNotRetry())
                    .apiCallAttemptTimeout(Duration.ofSeconds(30)))
        .build();
  }

  /** An HTTP client with the SDK's defaults, to be decorated; old SDKs have not the newest. */
  public static SdkHttpClient http() {
    try {
      return Apache5HttpClient.create();
    } catch (NoClassDefFoundError olderSdk) {
      return ApacheHttpClient.create();
    }
  }

  /** A builder that knows the endpoint, a region and credentials. */
  public static DynamoDbClientBuilder builder() {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")));
  }

  /** Started by the first test that asks, and stopped with the JVM by Testcontainers. */
  private static final class Container {

    static final URI ENDPOINT = start();

    @SuppressWarnings("resource") // Lives as long as the JVM.
    private static URI start() {
      GenericContainer<?> container =
          new GenericContainer<>(DockerImageName.parse("amazon/dynamodb-local:3.3.1"))
              .withExposedPorts(8000);
      container.start();
      return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(8000));
    }
  }
}
