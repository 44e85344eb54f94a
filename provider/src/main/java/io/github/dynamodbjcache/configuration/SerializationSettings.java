package io.github.dynamodbjcache.configuration;

import io.github.dynamodbjcache.codec.SerializationPreset;
import io.github.dynamodbjcache.codec.Serializer;
import java.util.List;

/**
 * How values become bytes that DynamoDB has no type of its own for.
 *
 * @param format what serializes them
 * @param allow the classes that may be deserialized beside the cache's value type and common JDK
 *     values: {@code com.acme.User}, {@code com.acme.*} (one package) or {@code com.acme.**} (with
 *     its subpackages)
 * @param presets the libraries whose own classes may be deserialized as well
 * @param compression how the bytes are made smaller
 * @param compressionThreshold the size in bytes from which on they are
 */
public record SerializationSettings(
    SerializationFormat format,
    List<String> allow,
    List<SerializationPreset> presets,
    Compression compression,
    long compressionThreshold) {

  /** Keeps copies of the lists. */
  public SerializationSettings {
    allow = List.copyOf(allow);
    presets = List.copyOf(presets);
  }

  static SerializationSettings from(Block block, ClassLoader loader) {
    SerializationSettings settings =
        new SerializationSettings(
            format(block, loader),
            allow(block),
            block.words("presets", SerializationPreset.class),
            block.word("compression", Compression.class),
            block.bytes("compression-threshold"));
    block.refuseUnknownKeys();
    return settings;
  }

  private static SerializationFormat format(Block block, ClassLoader loader) {
    String text = block.text("format");
    if ("java".equals(text)) {
      return SerializationFormat.java();
    }
    if ("jackson".equals(text)) {
      return SerializationFormat.jackson();
    }
    if (text == null || !text.contains(".")) {
      block.refuseWord("format", text, List.of("java", "jackson", "the name of a class"));
      return SerializationFormat.java();
    }
    try {
      return SerializationFormat.custom(
          Class.forName(text, true, loader)
              .asSubclass(Serializer.class)
              .getConstructor()
              .newInstance());
    } catch (ReflectiveOperationException | ClassCastException | LinkageError unusable) {
      block.refuse(
          "format",
          "needs a public class that implements "
              + Serializer.class.getName()
              + ", has a public constructor without parameters, and is found by the cache"
              + " manager's class loader ("
              + unusable.getClass().getSimpleName()
              + ")");
      return SerializationFormat.java();
    }
  }

  private static List<String> allow(Block block) {
    List<String> allow = block.texts("allow");
    if (!allow.stream().allMatch(Names::isAllowed)) {
      block.refuse(
          "allow",
          "needs classes and packages: com.acme.User, com.acme.* or com.acme.** (everything cannot"
              + " be allowed)");
    }
    return allow;
  }
}
