package io.github.dynamodbjcache.internal.codec.compression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.Codecs;
import io.github.dynamodbjcache.codec.DeserializationLimits;
import io.github.dynamodbjcache.codec.Serializer;
import io.github.dynamodbjcache.codec.Serializers;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Saves space where there is some to save, and never inflates beyond its caps. */
class CompressedSerializerTest {

  private static final int MEGABYTE = 1 << 20;

  /** Both kinds, by their name. */
  enum Kind {
    DEFLATE,
    ZSTD;

    Serializer of(int threshold, int maxPlainBytes) {
      return this == DEFLATE
          ? CompressedSerializer.deflate(Codecs.java(), threshold, maxPlainBytes)
          : CompressedSerializer.zstd(Codecs.java(), threshold, maxPlainBytes);
    }

    Serializer usual() {
      return of(CompressedSerializer.DEFAULT_THRESHOLD, DeserializationLimits.DEFAULT.maxBytes());
    }
  }

  @ParameterizedTest
  @EnumSource
  void compressesAboveTheThresholdAndComesBack(Kind kind) {
    Serializer serializer = kind.usual();
    String text = "some words, again and again; ".repeat(500) + new Random(1).nextLong();
    byte[] bytes = serializer.serialize(List.of(text));
    assertThat(bytes).hasSizeLessThan(1000);
    assertThat(serializer.deserialize(bytes)).isEqualTo(List.of(text));
    assertThat(serializer.format()).isEqualTo("java-" + kind.name().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @EnumSource
  void leavesSmallAndIncompressibleBytesAsTheyAre(Kind kind) {
    Serializer serializer = kind.usual();
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    for (Object value : List.of("small", noise)) {
      byte[] plain = Codecs.java().serialize(value);
      byte[] bytes = serializer.serialize(value);
      assertThat(bytes).hasSize(plain.length + 1);
      assertThat(serializer.deserialize(bytes)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatBreaksACapWouldNotBeReadAndIsWrittenPlain(Kind kind) {
    Serializer serializer = kind.usual();
    byte[] zeros = new byte[MEGABYTE];
    assertThat(serializer.serialize(zeros)).hasSizeGreaterThan(MEGABYTE);
    Serializer small = kind.of(0, 100);
    String text = "ab".repeat(100);
    assertThat(small.deserialize(small.serialize(text))).isEqualTo(text);
  }

  @ParameterizedTest
  @EnumSource
  void bombsAreRefusedBeforeMemoryIsTaken(Kind kind) {
    Serializer serializer = kind.usual();
    byte[] honest = serializer.serialize("text ".repeat(1000));
    for (int declared : new int[] {-1, Integer.MAX_VALUE, 64 * MEGABYTE, 200 * honest.length + 1}) {
      byte[] bomb = honest.clone();
      ByteBuffer.wrap(bomb).putInt(1, declared);
      assertThatThrownBy(() -> serializer.deserialize(bomb))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("was refused: it declares " + declared);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLimitOfUnpackedBytesHoldsAlsoWithinTheRatio(Kind kind) {
    Serializer serializer = kind.usual();
    byte[] bytes = serializer.serialize("text ".repeat(1000));
    assertThatThrownBy(() -> kind.of(0, 1000).deserialize(bytes))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("was refused");
  }

  @ParameterizedTest
  @EnumSource
  void bytesThatDoNotInflateToExactlyWhatTheyDeclareAreRefused(Kind kind) {
    Serializer serializer = kind.usual();
    byte[] honest = serializer.serialize("text ".repeat(1000));
    int declared = ByteBuffer.wrap(honest).getInt(1);
    for (int wrong : new int[] {0, declared - 1, declared + 1}) {
      byte[] lying = honest.clone();
      ByteBuffer.wrap(lying).putInt(1, wrong);
      assertThatThrownBy(() -> serializer.deserialize(lying))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("garbled");
    }
    assertThatThrownBy(() -> serializer.deserialize(Arrays.copyOf(honest, honest.length + 1)))
        .isInstanceOf(CodecException.class);
    for (int length = 0; length < honest.length; length++) {
      byte[] cut = Arrays.copyOf(honest, length);
      assertThatThrownBy(() -> serializer.deserialize(cut)).isInstanceOf(CodecException.class);
    }
  }

  /** As on a class path without zstd-jni. */
  @Test
  void aMissingLibraryIsNamed() throws Exception {
    ClassLoader without = new WithoutZstd();
    Method require = without.loadClass(Serializers.class.getName()).getMethod("requireZstd");
    assertThatThrownBy(() -> require.invoke(null))
        .cause()
        .hasMessageContaining("com.github.luben:zstd-jni")
        .hasMessageContaining("class path");
  }

  /** Loads this library's classes anew, and nothing of zstd. */
  private static final class WithoutZstd extends ClassLoader {
    WithoutZstd() {
      super(CompressedSerializerTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("com.github.luben")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("io.github.dynamodbjcache") || findLoadedClass(name) != null) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
