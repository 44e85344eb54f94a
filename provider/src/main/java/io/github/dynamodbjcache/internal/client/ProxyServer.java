package io.github.dynamodbjcache.internal.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A proxy.
 *
 * @param uri its address, without user info
 * @param user whom it knows; null for nobody
 * @param password of that user
 */
record ProxyServer(URI uri, @Nullable String user, @Nullable String password) {

  /** Says which, and keeps the password to itself. */
  @Override
  public String toString() {
    return uri.toString();
  }
}
