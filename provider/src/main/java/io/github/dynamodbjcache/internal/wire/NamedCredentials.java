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

  public NamedCredentials(AwsCredentialsProvider provider) {
    this.provider = provider;
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
    IoUtils.closeIfCloseable(provider, null);
  }

  @Override
  public String toString() {
    return provider.toString();
  }
}
