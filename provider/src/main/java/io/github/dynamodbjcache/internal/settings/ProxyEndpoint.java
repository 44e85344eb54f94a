package io.github.dynamodbjcache.internal.settings;

import java.net.URI;

/** Which proxy requests go through. */
public sealed interface ProxyEndpoint {

  /** The one of the JVM's properties or of the environment, if there is one. */
  record OfTheEnvironment() implements ProxyEndpoint {}

  /** None. */
  record None() implements ProxyEndpoint {}

  /**
   * A given one.
   *
   * @param uri http or https with host and port, without user info
   */
  record Address(URI uri) implements ProxyEndpoint {}
}
