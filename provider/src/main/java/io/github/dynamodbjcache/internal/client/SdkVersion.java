package io.github.dynamodbjcache.internal.client;

import java.util.Arrays;
import javax.cache.CacheException;

/**
 * Which AWS SDK is on the class path: an application's BOM decides that, not the version that the
 * provider was built with.
 */
final class SdkVersion {

  /** The oldest that the provider works with: it is tested with that one. */
  static final String OLDEST = "2.26.31";

  private SdkVersion() {}

  /**
   * Refuses one that is too old.
   *
   * @throws CacheException that names what was found and what is needed
   */
  static void check() {
    check(found());
  }

  static void check(String found) {
    if (Arrays.compare(numbers(found), numbers(OLDEST)) < 0) {
      throw new CacheException(
          "the AWS SDK on the class path is version "
              + found
              + "; dynamodb-jcache needs "
              + OLDEST
              + " or newer. Raise the version of software.amazon.awssdk:bom");
    }
  }

  /** Read by reflection: the compiler would copy the constant of its own version. */
  static String found() {
    try {
      return String.valueOf(
          Class.forName("software.amazon.awssdk.core.util.VersionInfo")
              .getField("SDK_VERSION")
              .get(null));
    } catch (ReflectiveOperationException | LinkageError unknown) {
      return OLDEST; // Then the first request has to show it.
    }
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("[^0-9]+"))
        .filter(part -> !part.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
  }
}
