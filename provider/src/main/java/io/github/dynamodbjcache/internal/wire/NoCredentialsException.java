package io.github.dynamodbjcache.internal.wire;

import software.amazon.awssdk.core.exception.SdkClientException;

/** There is nothing to sign a request with: its cause says why. */
public final class NoCredentialsException extends SdkClientException {

  private static final long serialVersionUID = 1L;

  NoCredentialsException(RuntimeException cause) {
    super(SdkClientException.builder().message(cause.getMessage()).cause(cause));
  }
}
