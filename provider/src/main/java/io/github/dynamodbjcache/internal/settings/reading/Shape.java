package io.github.dynamodbjcache.internal.settings.reading;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where blocks stand, as {@code reference.conf} has them. What is written in the place of a block
 * hides all that stands there by default: it is refused once, and what it hides is put back, so
 * that nothing of that is missed.
 */
final class Shape {

  private static final List<String> CACHES = List.of(Sources.ROOT, Sources.CACHES);
  private static final String TABLE = Sources.ROOT + ".table";

  private final ConfigObject reference;

  /** What may stand in the block of a cache: all that stands in that of all caches. */
  private final ConfigObject ofACache;

  private final Problems problems;

  /**
   * Of the configuration that holds every key with its default.
   *
   * @param problems what is told of another one that does not fit
   */
  Shape(Config reference, Problems problems) {
    this.reference = reference.root();
    this.ofACache =
        reference
            .getObject(Sources.ROOT + "." + Sources.CACHES + "." + CacheBlocks.DEFAULT)
            .withValue("table", reference.getObject(TABLE));
    this.problems = problems;
  }

  /** That configuration, with a block wherever one belongs. */
  Config restored(Config whole) {
    return restored(List.of(), whole.root(), reference, reference).toConfig();
  }

  /**
   * A block and those within it.
   *
   * @param shape what may stand in it
   * @param defaults what does by default; null in that of one cache, which inherits from others
   */
  private ConfigObject restored(
      List<String> path,
      ConfigObject written,
      ConfigObject shape,
      @Nullable ConfigObject defaults) {
    ConfigObject restored = written;
    for (String key : new TreeSet<>(written.keySet())) {
      ConfigValue belongsThere = path.equals(CACHES) ? ofACache : shape.get(key);
      if (belongsThere instanceof ConfigObject block) {
        List<String> inner = new ArrayList<>(path);
        inner.add(key);
        ConfigObject hidden =
            defaults != null && defaults.get(key) instanceof ConfigObject there ? there : null;
        if (written.get(key) instanceof ConfigObject there) {
          restored = restored.withValue(key, restored(inner, there, block, hidden));
        } else {
          refuse(inner, written.get(key), block);
          restored = hidden == null ? restored.withoutKey(key) : restored.withValue(key, hidden);
        }
      }
    }
    return restored;
  }

  /** Null is the same as no value. */
  private void refuse(List<String> path, @Nullable ConfigValue value, ConfigObject block) {
    if (value != null && value.valueType() != ConfigValueType.NULL) {
      String key = path.get(path.size() - 1);
      problems.add(
          value.origin(),
          key,
          ConfigUtil.joinPath(path)
              + " needs a block: "
              + ConfigUtil.joinPath(key)
              + " { "
              + example(value, block)
              + " }");
    }
  }

  /** One of its keys, the first of those that have a value rather than a block themselves. */
  private static String example(ConfigValue written, ConfigObject block) {
    return block.entrySet().stream()
        .min(
            Comparator.comparing(
                    (Map.Entry<String, ConfigValue> key) -> key.getValue() instanceof ConfigObject)
                .thenComparing(key -> key.getValue().origin().lineNumber())
                .thenComparing(Map.Entry::getKey))
        .map(first -> first.getKey() + example(written, first.getValue()))
        .orElse("key = value");
  }

  private static String example(ConfigValue written, ConfigValue byDefault) {
    return switch (byDefault.valueType()) {
      case OBJECT -> " { ... }";
      case NULL -> " = ...";
      default -> " = " + shown(isOfOneKind(written, byDefault) ? written : byDefault);
    };
  }

  /** Only what can be no secret: a number, or how long something takes. */
  private static boolean isOfOneKind(ConfigValue written, ConfigValue byDefault) {
    boolean isLifetime = "eternal".equals(byDefault.unwrapped()) && Conversion.isDuration(written);
    return isLifetime
        || (written.valueType() == ConfigValueType.NUMBER
            && byDefault.valueType() == ConfigValueType.NUMBER);
  }

  private static String shown(ConfigValue value) {
    String text = Conversion.toText(value);
    return text == null || text.isEmpty() ? value.render(ConfigRenderOptions.concise()) : text;
  }
}
