package io.github.dynamodbjcache.internal.wire;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;

/** Where a client sends its requests, in words for messages. */
final class ServiceAddress {

  private ServiceAddress() {}

  /** "the endpoint http://localhost:8000" if it was set, else "the endpoint of eu-west-1". */
  static String of(DynamoDbClient client) {
    @Nullable DynamoDbServiceClientConfiguration configuration;
    try {
      configuration = client.serviceClientConfiguration();
    } catch (UnsupportedOperationException notImplementedByAClientOfTheApplications) {
      return "the endpoint";
    }
    if (configuration == null) {
      return "the endpoint"; // of a mock
    }
    Optional<URI> endpoint = configuration.endpointOverride();
    if (endpoint.isPresent()) {
      return "the endpoint " + withoutSecrets(endpoint.get());
    }
    @Nullable Region region = configuration.region();
    return region == null ? "the endpoint" : "the endpoint of " + region.id();
  }

  /** User information and queries can be credentials. */
  private static String withoutSecrets(URI endpoint) {
    String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
    return endpoint.getScheme() + "://" + endpoint.getHost() + port;
  }
}
