package io.github.dynamodbjcache.internal.store;

import java.security.SecureRandom;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The random name of one write: fresh at every write, equal only to itself.
 *
 * <p>Not a counter, since a counter repeats after an entry was deleted and created again.
 *
 * @param bytes sixteen random bytes, as the item keeps them
 */
public record Revision(SdkBytes bytes) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** A revision that no write has had. */
  public static Revision fresh() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return new Revision(SdkBytes.fromByteArrayUnsafe(bytes));
  }
}
