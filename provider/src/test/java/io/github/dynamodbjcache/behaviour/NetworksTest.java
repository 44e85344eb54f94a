package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.Certificates;
import io.github.dynamodbjcache.testing.StubService;
import io.github.dynamodbjcache.testing.StubService.Answer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Networks as companies have them: proxies, certificates of their own, objects that look on. */
@Timeout(60)
class NetworksTest {

  private final DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
  private final StubService stub = StubService.start(request -> Answer.ok("{}"));
  @TempDir private Path directory;

  @BeforeEach
  void credentials() {
    System.setProperty("aws.accessKeyId", "a");
    System.setProperty("aws.secretAccessKey", "b");
  }

  @AfterEach
  void close() {
    List.of(
            "aws.accessKeyId",
            "aws.secretAccessKey",
            "http.proxyHost",
            "http.proxyPort",
            "https.proxyHost",
            "https.proxyPort",
            "http.nonProxyHosts")
        .forEach(System::clearProperty);
    provider.close();
    stub.close();
  }

  /** The proxy is the stub: it gets the whole address, and answers itself. */
  @Test
  void requestsGoThroughTheProxyOfTheSettings() {
    Cache<String, String> cache =
        cache(
            Map.of(
                "dynamodb-jcache.client.endpoint",
                "http://dynamodb.acme.test",
                "dynamodb-jcache.client.proxy.endpoint",
                stub.uri().toString()));
    cache.put("a", "1");
    assertThat(stub.requests()).hasSize(1);
  }

  @Test
  void requestsGoThroughTheProxyOfTheJvm() {
    System.setProperty("http.proxyHost", stub.uri().getHost());
    System.setProperty("http.proxyPort", Integer.toString(stub.uri().getPort()));
    Cache<String, String> cache =
        cache(Map.of("dynamodb-jcache.client.endpoint", "http://dynamodb.acme.test"));
    cache.put("a", "1");
    assertThat(stub.requests()).hasSize(1);
  }

  /** "NO_PROXY holds", for the host that the SDK finds by the region. */
  @Test
  void theHostOfTheRegionIsReachedWithoutIt() {
    System.setProperty("https.proxyHost", stub.uri().getHost());
    System.setProperty("https.proxyPort", Integer.toString(stub.uri().getPort()));
    System.setProperty("http.nonProxyHosts", "dynamodb.xx-nowhere-1.amazonaws.com");
    Cache<String, String> cache =
        cache(
            Map.of(
                "dynamodb-jcache.client.region", "xx-nowhere-1",
                "dynamodb-jcache.client.max-attempts", "1"));
    assertThatThrownBy(() -> cache.put("a", "1"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("does not resolve")
        .hasMessageNotContaining("proxy");
    assertThat(stub.requests()).isEmpty();
  }

  @Test
  void thisMachineIsReachedWithoutIt() {
    System.setProperty("http.proxyHost", "proxy.acme.test");
    System.setProperty("http.proxyPort", "3128");
    cache(Map.of("dynamodb-jcache.client.endpoint", stub.uri().toString())).put("a", "1");
    assertThat(stub.requests()).hasSize(1);
  }

  @Test
  void aProxyThatIsNotThereIsNamed() throws Exception {
    try (Unreachable nowhere = new Unreachable(/* silent= */ false)) {
      Cache<String, String> cache =
          cache(
              Map.of(
                  "dynamodb-jcache.client.endpoint", "https://dynamodb.acme.test",
                  "dynamodb-jcache.client.proxy.endpoint", "http://127.0.0.1:" + nowhere.port(),
                  "dynamodb-jcache.client.max-attempts", "2"));
      assertThat(catchThrowable(() -> cache.put("a", "1")))
          .isInstanceOf(CacheException.class)
          .isNotInstanceOf(OutcomeUnknownException.class)
          .hasMessageContaining("https://dynamodb.acme.test")
          .hasMessageContaining("through the proxy http://127.0.0.1:" + nowhere.port());
    }
  }

  /** A proxy that does not let the CONNECT through has sent nothing on. */
  @Test
  void aProxyThatRefusesIsNamedAndNothingIsUnknown() {
    stub.answer(request -> new Answer(407, "", Map.of()));
    Cache<String, String> cache =
        cache(
            Map.of(
                "dynamodb-jcache.client.endpoint", "https://dynamodb.acme.test",
                "dynamodb-jcache.client.proxy.endpoint", stub.uri().toString(),
                "dynamodb-jcache.client.max-attempts", "2"));
    assertThat(catchThrowable(() -> cache.put("a", "1")))
        .isInstanceOf(CacheException.class)
        .isNotInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("through the proxy " + stub.uri());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pem", "p12"})
  void aCertificateOfOnesOwnIsTrusted(String kind) throws Exception {
    Certificates certificates = Certificates.selfSigned(directory);
    Path trusted = kind.equals("pem") ? certificates.pem() : certificates.keyStore();
    try (StubService encrypted =
        StubService.start(certificates.context(), request -> Answer.ok("{}"))) {
      cache(
              Map.of(
                  "dynamodb-jcache.client.endpoint", encrypted.uri().toString(),
                  "dynamodb-jcache.client.trust-store", trusted.toString(),
                  "dynamodb-jcache.client.trust-store-password", Certificates.PASSWORD))
          .put("a", "1");
      assertThat(encrypted.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"not-there.pem", "empty.pem", "garbled.p12"})
  void aTrustStoreThatCannotBeReadIsNamed(String file) throws Exception {
    Files.writeString(directory.resolve("empty.pem"), "");
    Files.writeString(directory.resolve("garbled.p12"), "no key store");
    assertThatThrownBy(
            () ->
                cache(
                    Map.of(
                        "dynamodb-jcache.client.endpoint",
                        "https://dynamodb.acme.test",
                        "dynamodb-jcache.client.trust-store",
                        directory.resolve(file).toString())))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("trust-store")
        .hasMessageContaining(file);
  }

  @Test
  void classesOfTheApplicationHookIntoTheClient() {
    Hook.SEEN.set(0);
    Cache<String, String> cache =
        cache(
            Map.of(
                "dynamodb-jcache.client.endpoint", stub.uri().toString(),
                "dynamodb-jcache.client.credentials-provider", MyCredentials.class.getName(),
                "dynamodb-jcache.client.execution-interceptors", Hook.class.getName(),
                "dynamodb-jcache.client.metric-publishers.0", MyMetrics.class.getName()));
    cache.put("a", "1");
    assertThat(Hook.SEEN).hasValue(1);
    assertThat(MyCredentials.ASKED.get()).isPositive();
    assertThat(MyMetrics.HEARD).isNotEmpty();
    provider.close();
    assertThat(MyMetrics.closed).isTrue();
  }

  @Test
  void objectsOfTheApplicationHookIntoTheClient() {
    Hook.SEEN.set(0);
    Properties properties = properties(Map.of());
    properties.setProperty("dynamodb-jcache.client.endpoint", stub.uri().toString());
    properties.put(
        DynamoDbCacheProperties.EXECUTION_INTERCEPTOR_INSTANCE, List.of(new Hook(), new Hook()));
    MyCredentials credentials = MyCredentials.create();
    properties.put(DynamoDbCacheProperties.CREDENTIALS_PROVIDER_INSTANCE, credentials);
    MyMetrics metrics = new MyMetrics();
    MyMetrics.closed = false;
    properties.put(DynamoDbCacheProperties.METRIC_PUBLISHER_INSTANCE, metrics);
    cache(properties).put("a", "1");
    assertThat(Hook.SEEN).hasValue(2);
    provider.close();
    assertThat(MyMetrics.closed).as("it is the application's").isFalse();
    assertThat(credentials.closed).as("it is the application's").isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.NotThere | finds no class com.acme.NotThere",
        "java.lang.String | java.lang.String is no software.amazon.awssdk.core.interceptor",
        "io.github.dynamodbjcache.behaviour.NetworksTest$Hidden | a public constructor",
        "io.github.dynamodbjcache.behaviour.NetworksTest$Failing | it does not want to"
      })
  void aHookThatCannotBeMadeIsNamed(String hook) {
    String[] parts = hook.split(" \\| ");
    assertThatThrownBy(
            () ->
                cache(
                    Map.of(
                        "dynamodb-jcache.client.endpoint",
                        stub.uri().toString(),
                        "dynamodb-jcache.client.execution-interceptors",
                        parts[0])))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("dynamodb-jcache.client.execution-interceptors")
        .hasMessageContaining(parts[1]);
  }

  private Cache<String, String> cache(Map<String, String> settings) {
    return cache(properties(settings));
  }

  private static Properties properties(Map<String, String> settings) {
    Properties properties = new Properties();
    properties.setProperty("dynamodb-jcache.client.region", "eu-west-1");
    properties.setProperty("dynamodb-jcache.table.create", "assumed");
    properties.putAll(settings);
    return properties;
  }

  private Cache<String, String> cache(Properties properties) {
    return provider
        .getCacheManager(
            URI.create("networks-" + UUID.randomUUID()), getClass().getClassLoader(), properties)
        .createCache(
            "c", new MutableConfiguration<String, String>().setTypes(String.class, String.class));
  }

  /** Counts requests. */
  public static final class Hook implements ExecutionInterceptor {

    static final AtomicInteger SEEN = new AtomicInteger();

    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      SEEN.incrementAndGet();
    }
  }

  /** Nobody can make one. */
  static final class Hidden implements ExecutionInterceptor {}

  /** Does not want to be made. */
  public static final class Failing implements ExecutionInterceptor {
    public Failing() {
      throw new IllegalStateException("it does not want to");
    }
  }

  /** Gives some. */
  public static final class MyCredentials implements AwsCredentialsProvider, SdkAutoCloseable {

    static final AtomicInteger ASKED = new AtomicInteger();

    private volatile boolean closed;

    private MyCredentials() {}

    @Override
    public void close() {
      closed = true;
    }

    public static MyCredentials create() {
      return new MyCredentials();
    }

    @Override
    public AwsCredentials resolveCredentials() {
      ASKED.incrementAndGet();
      return AwsBasicCredentials.create("mine", "secret");
    }
  }

  /** Takes note. */
  public static final class MyMetrics implements MetricPublisher {

    static final List<MetricCollection> HEARD = new CopyOnWriteArrayList<>();
    static volatile boolean closed;

    @Override
    public void publish(MetricCollection metrics) {
      HEARD.add(metrics);
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
