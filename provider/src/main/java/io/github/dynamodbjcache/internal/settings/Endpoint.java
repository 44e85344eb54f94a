package io.github.dynamodbjcache.internal.settings;

import java.net.URI;

/** Where DynamoDB is reached. */
public sealed interface Endpoint {

  /** Where the SDK finds it: {@code AWS_ENDPOINT_URL_DYNAMODB}, else the region's endpoint. */
  record SdkDefault() implements Endpoint {}

  /** DynamoDB Local, started in this JVM. */
  record Embedded() implements Endpoint {}

  /**
   * A given address.
   *
   * @param uri http or https with a host, without user info
   */
  record Address(URI uri) implements Endpoint {}
}
