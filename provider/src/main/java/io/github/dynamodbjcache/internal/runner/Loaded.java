package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.codec.CodecException;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the loader knows, for a processor: asked when its first run looks, and once. Each further
 * run gets a copy of its own, whatever the one before has done to its object.
 */
final class Loaded<K, V> implements Supplier<@Nullable V> {

  private final CacheParts<K, V> parts;
  private final Target<K> target;
  private boolean asked;
  private @Nullable V answer;
  private @Nullable Map<String, AttributeValue> asLoaded;

  Loaded(CacheParts<K, V> parts, Target<K> target) {
    this.parts = parts;
    this.target = target;
  }

  @Override
  public @Nullable V get() {
    if (asked) {
      return asLoaded == null ? answer : parts.codec().value(target.place(), asLoaded);
    }
    V loaded = parts.readThrough().load(target.key());
    asLoaded = loaded == null || ByValue.isImmutable(loaded) ? null : encoded(loaded);
    answer = loaded;
    asked = true;
    return loaded;
  }

  /** Before anybody can change it. What cannot be stored has no copies, and no run can store it. */
  private @Nullable Map<String, AttributeValue> encoded(V loaded) {
    try {
      return parts.codec().data(target.place(), loaded);
    } catch (CodecException cannotBeStored) {
      return null;
    }
  }
}
