package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.DeserializationLimits;
import io.github.dynamodbjcache.codec.KeyEncoder;
import io.github.dynamodbjcache.codec.Serializer;
import io.github.dynamodbjcache.codec.Serializers;
import io.github.dynamodbjcache.configuration.Compression;
import io.github.dynamodbjcache.configuration.JsonStorage;
import io.github.dynamodbjcache.configuration.SerializationFormat;
import io.github.dynamodbjcache.internal.codec.CacheCodec;
import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.codec.compression.CompressedSerializer;
import io.github.dynamodbjcache.internal.codec.java.AllowedClasses;
import io.github.dynamodbjcache.internal.codec.java.JavaSerializer;
import io.github.dynamodbjcache.internal.codec.json.JsonBindings;
import io.github.dynamodbjcache.internal.codec.json.JsonMaps;
import io.github.dynamodbjcache.internal.codec.json.JsonSerializer;
import io.github.dynamodbjcache.internal.codec.json.JsonTexts;
import io.github.dynamodbjcache.internal.codec.value.SealedBytes;
import io.github.dynamodbjcache.internal.codec.value.ValueForm;
import io.github.dynamodbjcache.internal.settings.CacheSetting;
import io.github.dynamodbjcache.internal.settings.EffectiveConfiguration;
import io.github.dynamodbjcache.internal.settings.Settings;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.cache.CacheException;

/** Puts the codec of a cache together: serializers, what else is read, and what is allowed. */
final class CodecAssembly {

  private CodecAssembly() {}

  /**
   * The codec of a cache.
   *
   * @throws CacheException if its settings ask for what is not there
   */
  static <K, V> EntryCodec<K, V> codec(
      String name, EffectiveConfiguration<K, V> effective, ClassLoader loader) {
    Class<K> keyType = effective.configuration().getKeyType();
    Class<V> valueType = effective.configuration().getValueType();
    Settings cacheSettings = effective.settings();
    AllowList allowed =
        AllowList.of(
            name,
            cacheSettings.get(CacheSetting.ALLOW),
            cacheSettings.get(CacheSetting.PRESETS),
            keyType,
            valueType);
    JavaSerializer java = JavaSerializer.of(allowed, loader, limits(cacheSettings));
    try {
      if (cacheSettings.get(CacheSetting.COMPRESSION) == Compression.ZSTD) {
        Serializers.requireZstd();
      }
      AllowedClasses classes = new AllowedClasses(allowed, loader);
      Serializer serializer = serializer(cacheSettings, java, classes, valueType);
      Map<Compression, ValueForm> forms = new EnumMap<>(Compression.class);
      for (Compression each : Compression.values()) {
        forms.put(each, form(compressed(serializer, each, cacheSettings), cacheSettings));
      }
      CacheCodec.Builder<K, V> builder =
          CacheCodec.builder(keyType, valueType, allowed, loader)
              .form(Objects.requireNonNull(forms.get(cacheSettings.get(CacheSetting.COMPRESSION))))
              // What was written before the setting changed stays readable.
              .alsoReads(new SealedBytes(java))
              .maxEntryBytes(cacheSettings.get(CacheSetting.MAX_ENTRY_SIZE));
      forms.values().forEach(builder::alsoReads);
      if (serializer != java) {
        builder
            .alsoReads(new SealedBytes(compressed(java, Compression.DEFLATE, cacheSettings)))
            .alsoReads(new SealedBytes(compressed(java, Compression.ZSTD, cacheSettings)));
      }
      List<KeyEncoder<?>> keyEncoders = cacheSettings.get(CacheSetting.KEY_ENCODERS);
      if (keyEncoders != null) {
        keyEncoders.forEach(builder::keyEncoder);
      }
      return builder.build();
    } catch (CodecException e) {
      throw new CacheException("cache \"" + name + "\": " + e.getMessage(), e);
    }
  }

  private static DeserializationLimits limits(Settings cacheSettings) {
    return new DeserializationLimits(
        cacheSettings.get(CacheSetting.MAX_DEPTH),
        cacheSettings.get(CacheSetting.MAX_HASH_STEPS),
        cacheSettings.get(CacheSetting.MAX_REFERENCES),
        DeserializationLimits.DEFAULT.maxBytes());
  }

  private static Serializer serializer(
      Settings cacheSettings, JavaSerializer java, AllowedClasses classes, Class<?> valueType) {
    SerializationFormat format = cacheSettings.get(CacheSetting.FORMAT);
    if (format instanceof SerializationFormat.Custom custom) {
      return custom.serializer();
    }
    return format instanceof SerializationFormat.Jackson
        ? JsonBindings.serializer(valueType, classes, cacheSettings.get(CacheSetting.JSON_MAPPER))
        : java;
  }

  private static ValueForm form(Serializer serializer, Settings cacheSettings) {
    if (!(serializer instanceof JsonSerializer jackson)) {
      return new SealedBytes(serializer);
    }
    JsonTexts texts = new JsonTexts(jackson);
    return cacheSettings.get(CacheSetting.JSON) == JsonStorage.MAP ? new JsonMaps(texts) : texts;
  }

  private static Serializer compressed(
      Serializer inner, Compression compression, Settings cacheSettings) {
    int threshold =
        (int) Math.min(cacheSettings.get(CacheSetting.COMPRESSION_THRESHOLD), Integer.MAX_VALUE);
    int maxBytes = DeserializationLimits.DEFAULT.maxBytes();
    return switch (compression) {
      case NONE -> inner;
      case DEFLATE -> CompressedSerializer.deflate(inner, threshold, maxBytes);
      case ZSTD -> CompressedSerializer.zstd(inner, threshold, maxBytes);
    };
  }
}
