package io.github.dynamodbjcache.internal.settings;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** The forms of names that AWS and the serialization filter take. */
public final class Names {

  private static final int MAX_TAGS = 50;
  private static final int MAX_ATTRIBUTE_BYTES = 255;

  private static final Pattern TABLE_PREFIX = Pattern.compile("[a-zA-Z0-9_.-]{0,252}");
  private static final Pattern TABLE = Pattern.compile("[a-zA-Z0-9_.-]{3,255}");
  private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern KMS_KEY =
      Pattern.compile(
          "arn:aws[a-z-]*:kms:\\S+|alias/[a-zA-Z0-9/_-]+|(mrk-)?[0-9a-f]{8}-?[0-9a-f-]{16,32}");
  private static final Pattern ALLOWED =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*(\\.\\*{1,2})?");

  private static final Pattern HOST_PATTERN = Pattern.compile("\\*|(\\*?\\.)?[\\p{L}\\p{N}_.:-]+");
  private static final Pattern CLASS =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

  static final String NEED_OF_A_CLASS = "needs the full name of a class";

  private Names() {}

  static boolean isHostPattern(String text) {
    return HOST_PATTERN.matcher(text).matches();
  }

  static boolean isClass(String text) {
    return CLASS.matcher(text).matches();
  }

  static boolean isTablePrefix(String text) {
    return TABLE_PREFIX.matcher(text).matches();
  }

  static boolean isTable(String text) {
    return TABLE.matcher(text).matches();
  }

  static boolean isRegion(String text) {
    return REGION.matcher(text).matches();
  }

  /** True for a key's id, its ARN or its alias. */
  public static boolean isKmsKey(String text) {
    return KMS_KEY.matcher(text).matches();
  }

  /** True for a class or a package's classes; a lone star, which would allow everything, is not. */
  static boolean isAllowed(String pattern) {
    return ALLOWED.matcher(pattern).matches();
  }

  /** True for 1 to 255 bytes, as DynamoDB counts them of key attributes. */
  static boolean isAttribute(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    return bytes >= 1 && bytes <= MAX_ATTRIBUTE_BYTES;
  }

  static boolean areTags(Map<String, String> tags) {
    return tags.size() <= MAX_TAGS && tags.entrySet().stream().allMatch(Names::isTag);
  }

  /** By the service's limits: a key of 1 to 128 characters not its own, a value of at most 256. */
  private static boolean isTag(Map.Entry<String, String> tag) {
    String key = tag.getKey();
    return !key.isBlank()
        && key.length() <= 128
        && !key.startsWith("aws:")
        && tag.getValue().length() <= 256;
  }
}
