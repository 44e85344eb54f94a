package io.github.dynamodbjcache.internal.split;

import software.amazon.awssdk.core.SdkBytes;

/** A defect to plant: every write has the same name. */
public final class StaleGeneration {

  private static final Generation SAME =
      new Generation(SdkBytes.fromByteArray(new byte[Generation.LENGTH]));

  private StaleGeneration() {}

  /** In place of a fresh one. */
  public static Generation same() {
    return SAME;
  }
}
