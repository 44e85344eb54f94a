package io.github.dynamodbjcache.codec;

import io.github.dynamodbjcache.internal.codec.CacheCodec;
import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.codec.java.JavaSerializer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Codecs of caches as tests need them. */
public final class Codecs {

  static final String CACHE = "users";

  private static final ClassLoader LOADER = Codecs.class.getClassLoader();

  private Codecs() {}

  /** A cache without declared types that may hold the test's own classes. */
  static CacheCodec<Object, Object> open() {
    return builder("io.github.dynamodbjcache.codec.*").build();
  }

  static CacheCodec.Builder<Object, Object> builder(String... allowed) {
    return CacheCodec.builder(Object.class, Object.class, allowing(allowed), LOADER);
  }

  public static AllowList allowing(String... patterns) {
    return AllowList.of(CACHE, List.of(patterns));
  }

  public static JavaSerializer java(String... allowed) {
    return JavaSerializer.of(allowing(allowed), LOADER);
  }

  /** The partition key of a key. */
  static String k(CacheCodec<Object, ?> codec, Object key) {
    return Objects.requireNonNull(codec.keyAttributes(key).get(ItemAttributes.KEY)).s();
  }

  /** The key that a cache finds in an item that was stored under this one. */
  static Object keyFoundIn(CacheCodec<Object, Object> codec, Object key) {
    return codec.key(codec.keyAttributes(key), codec.dataAttributes(key, "value"));
  }

  /** The value that a cache finds in an item that holds this one. */
  static Object valueFoundIn(CacheCodec<Object, Object> codec, Object value) {
    return codec.value("key", codec.dataAttributes("key", value));
  }

  static Map<String, AttributeValue> with(
      Map<String, AttributeValue> item, String name, AttributeValue value) {
    Map<String, AttributeValue> changed = new HashMap<>(item);
    changed.put(name, value);
    return changed;
  }
}
