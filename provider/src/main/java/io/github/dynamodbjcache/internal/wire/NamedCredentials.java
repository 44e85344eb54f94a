package io.github.dynamodbjcache.internal.wire;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * Credentials of another provider, whose failures carry the name of what failed: the SDK's own are
 * not told from those of a request.
 */
public final class NamedCredentials implements AwsCredentialsProvider, SdkAutoCloseable {

  private final AwsCredentialsProvider provider;
  private final boolean owned;

  private NamedCredentials(AwsCredentialsProvider provider, boolean owned) {
    this.provider = provider;
    this.owned = owned;
  }

  /** Of a provider that was made for one client, and is closed with it. */
  public static NamedCredentials owned(AwsCredentialsProvider provider) {
    return new NamedCredentials(provider, /* owned= */ true);
  }

  /** Of a provider of the application's, which is never closed. */
  public static NamedCredentials handedIn(AwsCredentialsProvider provider) {
    return new NamedCredentials(provider, /* owned= */ false);
  }

  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return provider.resolveCredentials();
    } catch (RuntimeException failed) {
      throw new NoCredentialsException(failed);
    }
  }

  @Override
  public void close() {
    if (owned) {
      IoUtils.closeIfCloseable(provider, null);
    }
  }

  @Override
  public String toString() {
    return provider.toString();
  }
}
