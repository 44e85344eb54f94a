package io.github.dynamodbjcache.internal.client;

import java.util.Map;
import javax.cache.CacheException;

/**
 * What the provider cannot do without, and a Java runtime of few modules may lack: on the module
 * path nothing resolves what an automatic module needs.
 */
public final class RuntimeNeeds {

  /** A class of each module, for the module's name. */
  private static final Map<String, String> MODULES =
      Map.of(
          "java.lang.management.ManagementFactory", "java.management",
          "org.slf4j.LoggerFactory", "org.slf4j");

  private RuntimeNeeds() {}

  /**
   * Goes on if all is there.
   *
   * @throws CacheException that names the module that is missing
   */
  public static void check() {
    MODULES.forEach(
        (type, module) -> {
          if (!isThere(type)) {
            throw new CacheException("dynamodb-jcache needs " + missing(module));
          }
        });
  }

  /** The module, and how to have it. */
  static String missing(String module) {
    return "the module "
        + module
        + ", which this Java runtime does not have: put \"requires "
        + module
        + "\" into the application's module-info, or start with --add-modules "
        + module
        + (isOfTheJdk(module)
            ? "; a runtime of jlink has to be made with it"
            : "; without modules, its jar is not on the class path");
  }

  private static boolean isOfTheJdk(String module) {
    return module.startsWith("java.") || module.startsWith("jdk.");
  }

  /** True if the class can be had. */
  static boolean isThere(String type) {
    try {
      Class.forName(type, false, RuntimeNeeds.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError notThere) {
      return false;
    }
  }
}
