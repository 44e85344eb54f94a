package io.github.dynamodbjcache.internal.store;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * The random name of one write: fresh at every write, equal only to itself.
 *
 * <p>Not a counter, since a counter repeats after an entry was deleted and created again.
 */
public final class Revision {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** Null until it is asked for: not all items keep one, and chance is not cheap. */
  private @Nullable SdkBytes bytes;

  /** The one that an item keeps. */
  public Revision(SdkBytes bytes) {
    this.bytes = bytes;
  }

  private Revision() {}

  /** A revision that no write has had. */
  public static Revision fresh() {
    return new Revision();
  }

  /** Sixteen random bytes, as the item keeps them. */
  public synchronized SdkBytes bytes() {
    if (bytes == null) {
      byte[] random = new byte[16];
      RANDOM.nextBytes(random);
      bytes = SdkBytes.fromByteArrayUnsafe(random);
    }
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Revision revision && bytes().equals(revision.bytes()));
  }

  @Override
  public int hashCode() {
    return bytes().hashCode();
  }

  @Override
  public String toString() {
    return bytes().toString();
  }
}
