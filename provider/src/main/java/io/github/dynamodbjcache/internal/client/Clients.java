package io.github.dynamodbjcache.internal.client;

import io.github.dynamodbjcache.internal.settings.ClientHooks;
import io.github.dynamodbjcache.internal.settings.ClientSetting;
import io.github.dynamodbjcache.internal.settings.Endpoint;
import io.github.dynamodbjcache.internal.settings.Settings;
import io.github.dynamodbjcache.internal.wire.NamedCredentials;
import io.github.dynamodbjcache.internal.wire.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.awssdk.utils.AttributeMap;
import software.amazon.awssdk.utils.IoUtils;

/** Makes SDK clients as the settings say. */
final class Clients {

  private static final URI SOMEWHERE_AT_AWS = URI.create("https://dynamodb.amazonaws.com");

  private final Settings settings;
  private final ClientHooks hooks;
  private final ClassLoader loader;

  /** Made here, and so to be closed here. */
  private final List<MetricPublisher> publishers = new ArrayList<>();

  Clients(Settings settings, ClientHooks hooks, ClassLoader loader) {
    this.settings = settings;
    this.hooks = hooks;
    this.loader = loader;
  }

  /** True if those settings name classes, which another class loader may find elsewhere. */
  static boolean areMadeOfClasses(Settings settings) {
    return settings.get(ClientSetting.CREDENTIALS_PROVIDER) != null
        || !settings.get(ClientSetting.EXECUTION_INTERCEPTORS).isEmpty()
        || !settings.get(ClientSetting.METRIC_PUBLISHERS).isEmpty();
  }

  /** A new client, and the way over it. */
  Wire make() {
    SdkVersion.check();
    boolean made = false;
    try {
      Wire wire = wire();
      made = true;
      return wire;
    } finally {
      if (!made) {
        closeHooks();
      }
    }
  }

  private Wire wire() {
    try {
      URI given = givenEndpoint();
      ProxyServer proxy =
          Proxies.ofThisJvm()
              .to(
                  given == null ? endpointOfTheSdk() : given,
                  settings.get(ClientSetting.PROXY),
                  settings.get(ClientSetting.PROXY_BYPASS));
      DynamoDbClientBuilder builder =
          DynamoDbClient.builder()
              .httpClientBuilder(new Http(httpOptions(), proxy))
              .credentialsProvider(credentials())
              .overrideConfiguration(this::override);
      if (given != null) {
        builder.endpointOverride(given);
      }
      Region region = region();
      if (region != null) {
        builder.region(region);
      }
      return Wire.own(
          builder.build(),
          settings.get(ClientSetting.MAX_CONNECTIONS),
          proxy == null ? "" : " through the proxy " + proxy);
    } catch (SdkClientException e) {
      throw new CacheException(
          "the DynamoDB client could not be made: "
              + e.getMessage()
              + "; set dynamodb-jcache.client.region, AWS_REGION, or the region of the AWS"
              + " profile. To try it without AWS: dynamodb-jcache.client.endpoint = embedded, with "
              + EmbeddedEndpoint.ARTIFACT
              + " on the class path",
          e);
    } catch (LinkageError e) {
      throw new CacheException(
          "the DynamoDB client could not be made with the AWS SDK "
              + SdkVersion.found()
              + " on the class path: its modules are of different versions, or lack what they need ("
              + e
              + "). Give them one version, by software.amazon.awssdk:bom",
          e);
    }
  }

  private @Nullable URI givenEndpoint() {
    Endpoint endpoint = settings.get(ClientSetting.ENDPOINT);
    if (endpoint instanceof Endpoint.Address address) {
      return address.uri();
    }
    return endpoint instanceof Endpoint.Embedded ? EmbeddedEndpoint.start(loader) : null;
  }

  /** Where the SDK will go, as far as a proxy has to know it. */
  private URI endpointOfTheSdk() {
    return Stream.of(
            System.getProperty("aws.endpointUrlDynamodb"),
            System.getenv("AWS_ENDPOINT_URL_DYNAMODB"),
            System.getProperty("aws.endpointUrl"),
            System.getenv("AWS_ENDPOINT_URL"))
        .filter(text -> text != null && !text.isBlank())
        .findFirst()
        .map(URI::create)
        .filter(uri -> uri.getHost() != null)
        .orElseGet(this::endpointOfTheRegion);
  }

  private URI endpointOfTheRegion() {
    try {
      Region region = region();
      Region known =
          region == null
              ? DefaultAwsRegionProviderChain.builder()
                  .profileName(settings.get(ClientSetting.PROFILE))
                  .build()
                  .getRegion()
              : region;
      return URI.create("https://" + DynamoDbClient.serviceMetadata().endpointFor(known));
    } catch (SdkClientException noRegion) {
      return SOMEWHERE_AT_AWS; // The client cannot be made either, and says why.
    }
  }

  private AttributeMap httpOptions() {
    Duration attempt = settings.get(ClientSetting.ATTEMPT_TIMEOUT);
    AttributeMap.Builder options =
        AttributeMap.builder()
            .put(
                SdkHttpConfigurationOption.MAX_CONNECTIONS,
                settings.get(ClientSetting.MAX_CONNECTIONS))
            .put(
                SdkHttpConfigurationOption.CONNECTION_TIMEOUT,
                settings.get(ClientSetting.CONNECT_TIMEOUT))
            .put(SdkHttpConfigurationOption.CONNECTION_ACQUIRE_TIMEOUT, attempt)
            .put(SdkHttpConfigurationOption.READ_TIMEOUT, attempt)
            .put(SdkHttpConfigurationOption.TCP_KEEPALIVE, true);
    String trusted = settings.get(ClientSetting.TRUST_STORE);
    if (trusted == null) {
      trusted = System.getenv("AWS_CA_BUNDLE");
    }
    if (trusted != null && !trusted.isBlank()) {
      var managers = TrustStore.read(trusted, settings.get(ClientSetting.TRUST_STORE_PASSWORD));
      options.put(SdkHttpConfigurationOption.TLS_TRUST_MANAGERS_PROVIDER, () -> managers);
    }
    return options.build();
  }

  /** DynamoDB Local wants credentials and a region to be given, and takes any. */
  private AwsCredentialsProvider credentials() {
    return hooks.credentials() == null
        ? NamedCredentials.owned(ownCredentials())
        : NamedCredentials.handedIn(hooks.credentials());
  }

  private AwsCredentialsProvider ownCredentials() {
    String type = settings.get(ClientSetting.CREDENTIALS_PROVIDER);
    if (type != null) {
      return made(
          type, AwsCredentialsProvider.class, ClientSetting.CREDENTIALS_PROVIDER.toString());
    }
    return settings.get(ClientSetting.ENDPOINT) instanceof Endpoint.Embedded
        ? StaticCredentialsProvider.create(AwsBasicCredentials.create("embedded", "embedded"))
        : DefaultCredentialsProvider.builder()
            .profileName(settings.get(ClientSetting.PROFILE))
            .build();
  }

  private @Nullable Region region() {
    String region = settings.get(ClientSetting.REGION);
    if (region != null) {
      return Region.of(region);
    }
    return settings.get(ClientSetting.ENDPOINT) instanceof Endpoint.Embedded
        ? Region.US_EAST_1
        : null;
  }

  private void override(ClientOverrideConfiguration.Builder override) {
    String profile = settings.get(ClientSetting.PROFILE);
    if (profile != null) {
      override.defaultProfileName(profile);
    }
    for (String type : settings.get(ClientSetting.METRIC_PUBLISHERS)) {
      publishers.add(made(type, MetricPublisher.class, ClientSetting.METRIC_PUBLISHERS.toString()));
    }
    publishers.forEach(override::addMetricPublisher);
    hooks.publishers().forEach(override::addMetricPublisher);
    for (String type : settings.get(ClientSetting.EXECUTION_INTERCEPTORS)) {
      override.addExecutionInterceptor(
          made(type, ExecutionInterceptor.class, ClientSetting.EXECUTION_INTERCEPTORS.toString()));
    }
    hooks.interceptors().forEach(override::addExecutionInterceptor);
    Wire.override(override, settings.get(ClientSetting.ATTEMPT_TIMEOUT));
  }

  /** When the client has been closed. */
  void closeHooks() {
    for (MetricPublisher publisher : publishers) {
      IoUtils.closeQuietly(publisher, null);
    }
  }

  private <T> T made(String type, Class<T> as, String setting) {
    return Hooks.make(type, as, "dynamodb-jcache." + setting, loader);
  }

  /** So that the SDK's client owns its HTTP client and closes it. */
  private record Http(AttributeMap options, @Nullable ProxyServer proxy)
      implements SdkHttpClient.Builder<Http> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      AttributeMap merged = options.merge(defaults);
      return new LastingHttpClient(() -> HttpClients.with(merged, proxy));
    }
  }
}
