package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.internal.wire.WireDefects;
import io.github.dynamodbjcache.testing.Certificates;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.StubService;
import io.github.dynamodbjcache.testing.StubService.Answer;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.signer.Signer;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * "What provably did not reach the wire is not done": whatever stops a request on this side, the
 * caller is told so, at once, in the SDK's own sentence; and no write is called unknown.
 */
@Timeout(120)
class NeverSentTest {

  private static final Duration SOON = Duration.ofMillis(1_500);

  private final DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
  private final StubService dynamoDb = StubService.start(request -> Answer.ok("{}"));
  private final List<String> propertiesSet = new ArrayList<>();
  @TempDir private Path directory;

  @AfterEach
  void close() {
    propertiesSet.forEach(System::clearProperty);
    provider.close();
    dynamoDb.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws.useFipsEndpoint", "aws.useDualstackEndpoint"})
  void anEndpointThatTheSdkRefuses(String property) {
    withCredentials();
    set(property, "true");
    Cache<String, String> cache = cache(Map.of());
    for (Throwable failure : failuresOf(cache)) {
      assertThat(failure)
          .hasMessageContaining("and custom endpoint are not supported")
          .hasMessageContaining("did not send it")
          .hasRootCauseInstanceOf(SdkClientException.class);
    }
    assertThat(dynamoDb.requests()).isEmpty();
  }

  @Companion
  void withRequestsThatAreTakenToLeaveInAnyCaseWritesAreUnknown() {
    try (PlantedDefect always =
        PlantedDefect.in(Place.REQUEST_HAS_LEFT).does(WireDefects.class, "left")) {
      assertThatThrownBy(() -> anEndpointThatTheSdkRefuses("aws.useFipsEndpoint"))
          .isInstanceOf(AssertionError.class);
    }
  }

  /** The other side of it: what the service has got is never said to be not done. */
  @Test
  void whatHasArrivedIsUnknownIfNobodyAnswers() {
    withCredentials();
    dynamoDb.answer(
        request -> {
          throw new InterruptedException("cut off");
        });
    Cache<String, String> cache =
        cache(Map.of("dynamodb-jcache.client.api-call-timeout", SOON.toMillis() + "ms"));
    for (Consumer<Cache<String, String>> write : writes()) {
      int before = dynamoDb.requests().size();
      assertThat(catchThrowable(() -> write.accept(cache)))
          .isInstanceOf(OutcomeUnknownException.class);
      assertThat(dynamoDb.requests()).hasSizeGreaterThan(before);
    }
  }

  @Companion
  void withRequestsThatLeaveUnseenTheyAreSaidToBeNotDone() {
    try (PlantedDefect unseen =
        PlantedDefect.in(Place.REQUEST_HAS_LEFT).does(WireDefects.class, "never")) {
      assertThatThrownBy(this::whatHasArrivedIsUnknownIfNobodyAnswers)
          .isInstanceOf(AssertionError.class);
    }
  }

  /** What fails after the answer has failed after the write. */
  @ParameterizedTest
  @MethodSource("strangers")
  void whatWasAnsweredIsUnknownWhateverFailsThen(RuntimeException stranger) {
    withCredentials();
    Cache<String, String> cache =
        cache(
            intercepted(
                new ExecutionInterceptor() {
                  @Override
                  public void afterExecution(
                      Context.AfterExecution context, ExecutionAttributes attributes) {
                    throw stranger;
                  }
                }));
    for (Consumer<Cache<String, String>> write : writes()) {
      assertThat(catchThrowable(() -> write.accept(cache)))
          .isInstanceOf(OutcomeUnknownException.class);
    }
    assertThat(dynamoDb.requests()).isNotEmpty();
  }

  /** What fails before the request is no answer of the service, whatever it is called. */
  @ParameterizedTest
  @MethodSource("strangers")
  void whatWasNeverSentIsNotDoneWhateverFailed(RuntimeException stranger) {
    withCredentials();
    Properties properties =
        intercepted(
            new ExecutionInterceptor() {
              @Override
              public void beforeExecution(
                  Context.BeforeExecution context, ExecutionAttributes attributes) {
                throw stranger;
              }
            });
    properties.setProperty("dynamodb-jcache.client.max-attempts", "2");
    failuresOf(cache(properties));
    assertThat(dynamoDb.requests()).isEmpty();
  }

  static Stream<RuntimeException> strangers() {
    return Stream.of(
        new IllegalStateException("the tracer"),
        new UncheckedIOException(new ConnectException("the collector")),
        ConditionalCheckFailedException.builder().message("of another table").build(),
        ResourceNotFoundException.builder().message("another table").build(),
        StsException.builder().message("another service").statusCode(500).build());
  }

  /** Then nobody sees what leaves. */
  @Test
  void aSignerThatSendsBytesOfItsOwnIsNotBelieved() {
    dynamoDb.answer(
        request -> {
          throw new InterruptedException("cut off");
        });
    Signer signer =
        (request, attributes) ->
            request.toBuilder()
                .contentStreamProvider(ContentStreamProvider.fromUtf8String("{}"))
                .build();
    try (DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(dynamoDb.uri())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .overrideConfiguration(o -> o.putAdvancedOption(SdkAdvancedClientOption.SIGNER, signer))
            .build()) {
      Properties properties = DynamoDbCacheProperties.withClient(client);
      properties.setProperty("dynamodb-jcache.client.api-call-timeout", SOON.toMillis() + "ms");
      Cache<String, String> cache = cache(properties);
      for (Consumer<Cache<String, String>> write : writes()) {
        assertThat(catchThrowable(() -> write.accept(cache)))
            .isInstanceOf(OutcomeUnknownException.class);
      }
    }
  }

  private Properties intercepted(ExecutionInterceptor interceptor) {
    Properties properties = new Properties();
    properties.setProperty("dynamodb-jcache.client.endpoint", dynamoDb.uri().toString());
    properties.setProperty("dynamodb-jcache.client.region", "eu-west-1");
    properties.setProperty("dynamodb-jcache.client.api-call-timeout", SOON.toMillis() + "ms");
    properties.put(DynamoDbCacheProperties.EXECUTION_INTERCEPTOR_INSTANCE, interceptor);
    return properties;
  }

  private static List<Consumer<Cache<String, String>>> writes() {
    return List.of(
        c -> c.put("a", "1"),
        c -> c.putIfAbsent("a", "1"),
        c -> c.replace("a", "1"),
        c -> c.remove("a"));
  }

  /** Once it was there, and then it is not: the container's agent answers 500. */
  @Test
  void credentialsThatCannotBeRenewed() {
    try (StubService agent =
        StubService.start(request -> Answer.ok(credentials(Instant.now().plusSeconds(1))))) {
      set("aws.containerCredentialsFullUri", agent.uri() + "/credentials");
      Cache<String, String> cache = cache(Map.of());
      cache.put("a", "1");
      int sent = dynamoDb.requests().size();
      agent.answer(request -> new Answer(500, "{}", Map.of()));
      await()
          .atMost(30, TimeUnit.SECONDS)
          .until(() -> catchThrowable(() -> cache.get("a")) != null);
      int sentWhileGood = dynamoDb.requests().size();
      for (Throwable failure : failuresOf(cache)) {
        assertThat(failure)
            .hasMessageContaining("no AWS credentials could be had")
            .hasMessageContaining("Failed to load credentials from metadata service")
            .hasRootCauseInstanceOf(SdkException.class);
      }
      assertThat(dynamoDb.requests()).hasSize(sentWhileGood).hasSizeGreaterThanOrEqualTo(sent);
    }
  }

  @ParameterizedTest
  @EnabledIf("theSdkCanBeToldWhereOtherServicesAre")
  @ValueSource(strings = {"400 Throttling", "500 InternalFailure", "403 AccessDenied"})
  void theServiceThatGivesCredentials(String answer) throws Exception {
    int status = Integer.parseInt(answer.substring(0, 3));
    String code = answer.substring(4);
    try (StubService sts =
        StubService.start(
            request ->
                new Answer(
                    status,
                    "<ErrorResponse><Error><Code>"
                        + code
                        + "</Code><Message>STS says no</Message></Error></ErrorResponse>",
                    Map.of("Content-Type", "text/xml")))) {
      set("aws.endpointUrlSts", sts.uri().toString());
      set("aws.webIdentityTokenFile", Files.writeString(directory.resolve("t"), "x").toString());
      set("aws.roleArn", "arn:aws:iam::123456789012:role/cache");
      set("aws.region", "eu-west-1");
      Cache<String, String> cache = cache(Map.of());
      int before = sts.requests().size();
      assertThat(failureOf(cache, c -> c.put("a", "1")))
          .hasMessageContaining("no AWS credentials could be had")
          .hasMessageContaining("STS says no")
          .hasMessageNotContaining("capacity");
      // The SDK repeats on its own; our attempts do not multiply that.
      assertThat(sts.requests().size() - before).isLessThanOrEqualTo(4);
      assertThat(dynamoDb.requests()).isEmpty();
    }
  }

  static boolean theSdkCanBeToldWhereOtherServicesAre() {
    try {
      Class.forName("software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider");
      return true;
    } catch (ClassNotFoundException olderSdk) {
      return false;
    }
  }

  @Test
  void aCertificateThatNobodyTrusts() throws Exception {
    withCredentials();
    try (StubService encrypted =
        StubService.start(
            Certificates.selfSigned(directory).context(), request -> Answer.ok("{}"))) {
      Cache<String, String> cache =
          cache(Map.of("dynamodb-jcache.client.endpoint", encrypted.uri().toString()));
      for (Throwable failure : failuresOf(cache)) {
        assertThat(failure)
            .hasMessageContaining("unable to find valid certification path")
            .hasMessageContaining("no encrypted connection")
            .hasMessageContaining("trusts the certificate");
      }
      assertThat(encrypted.requests()).isEmpty();
    }
  }

  @Test
  void anInterceptorOfTheApplicationThatFails() {
    ExecutionInterceptor failing =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            throw new IllegalStateException("the tracer is not ready");
          }
        };
    try (DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(dynamoDb.uri())
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .overrideConfiguration(o -> o.addExecutionInterceptor(failing))
            .build()) {
      Properties properties = DynamoDbCacheProperties.withClient(client);
      for (Throwable failure : failuresOf(cache(properties))) {
        assertThat(failure).hasMessageContaining("the tracer is not ready");
      }
    }
    assertThat(dynamoDb.requests()).isEmpty();
  }

  /** Each is not done, says so soon, and is no "unknown". */
  private static List<Throwable> failuresOf(Cache<String, String> cache) {
    List<Consumer<Cache<String, String>>> calls =
        List.of(
            c -> c.get("a"),
            c -> c.put("a", "1"),
            c -> c.putIfAbsent("a", "1"),
            c -> c.getAndPut("a", "1"),
            c -> c.replace("a", "1"),
            c -> c.remove("a"),
            c -> c.getAndRemove("a"),
            c -> c.putAll(Map.of("a", "1", "b", "2")));
    List<Throwable> failures = new ArrayList<>();
    for (Consumer<Cache<String, String>> call : calls) {
      failures.add(failureOf(cache, call));
    }
    return failures;
  }

  private static Throwable failureOf(
      Cache<String, String> cache, Consumer<Cache<String, String>> call) {
    long began = System.nanoTime();
    Throwable failure = catchThrowable(() -> call.accept(cache));
    assertThat(failure)
        .isInstanceOf(CacheException.class)
        .isNotInstanceOf(OutcomeUnknownException.class);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      assertThat(cause.getClass().getName()).doesNotContain("OutcomeUnknown");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON.multipliedBy(4));
    return failure;
  }

  private Cache<String, String> cache(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("dynamodb-jcache.client.endpoint", dynamoDb.uri().toString());
    settings.put("dynamodb-jcache.client.region", "eu-west-1");
    settings.putAll(more);
    Properties properties = new Properties();
    properties.putAll(settings);
    return cache(properties);
  }

  private Cache<String, String> cache(Properties properties) {
    properties.setProperty("dynamodb-jcache.table.create", "assumed");
    return provider
        .getCacheManager(
            URI.create("never-sent-" + UUID.randomUUID()), getClass().getClassLoader(), properties)
        .createCache(
            "c", new MutableConfiguration<String, String>().setTypes(String.class, String.class));
  }

  private void withCredentials() {
    set("aws.accessKeyId", "a");
    set("aws.secretAccessKey", "b");
  }

  private void set(String property, String value) {
    System.setProperty(property, value);
    propertiesSet.add(property);
  }

  private static String credentials(Instant expiration) {
    return "{\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"b\",\"Token\":\"t\",\"Expiration\":\""
        + expiration.truncatedTo(ChronoUnit.SECONDS)
        + "\"}";
  }
}
