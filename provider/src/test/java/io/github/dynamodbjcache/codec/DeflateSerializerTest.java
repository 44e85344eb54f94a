package io.github.dynamodbjcache.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Saves space where there is some to save, and never inflates beyond its caps. */
class DeflateSerializerTest {

  private static final int MEGABYTE = 1 << 20;

  private final Serializer deflate = DeflateSerializer.of(Codecs.java());

  @Test
  void compressesAboveTheThresholdAndComesBack() {
    String text = "some words, again and again; ".repeat(500) + new Random(1).nextLong();
    byte[] bytes = deflate.serialize(List.of(text));
    assertThat(bytes).hasSizeLessThan(1000);
    assertThat(deflate.deserialize(bytes)).isEqualTo(List.of(text));
    assertThat(deflate.format()).isEqualTo("java-deflate");
  }

  @Test
  void leavesSmallAndIncompressibleBytesAsTheyAre() {
    byte[] noise = new byte[5000];
    new Random(1).nextBytes(noise);
    for (Object value : List.of("small", noise)) {
      byte[] plain = Codecs.java().serialize(value);
      byte[] bytes = deflate.serialize(value);
      assertThat(bytes).hasSize(plain.length + 1);
      assertThat(deflate.deserialize(bytes)).isEqualTo(value);
    }
  }

  @Test
  void whatBreaksACapWouldNotBeReadAndIsWrittenPlain() {
    byte[] zeros = new byte[MEGABYTE];
    assertThat(deflate.serialize(zeros)).hasSizeGreaterThan(MEGABYTE);
    Serializer small = DeflateSerializer.of(Codecs.java(), 0, 100);
    String text = "ab".repeat(100);
    assertThat(small.deserialize(small.serialize(text))).isEqualTo(text);
  }

  @Test
  void bombsAreRefusedBeforeMemoryIsTaken() {
    byte[] honest = deflate.serialize("text ".repeat(1000));
    for (int declared : new int[] {-1, Integer.MAX_VALUE, 64 * MEGABYTE, 200 * honest.length + 1}) {
      byte[] bomb = honest.clone();
      ByteBuffer.wrap(bomb).putInt(1, declared);
      assertThatThrownBy(() -> deflate.deserialize(bomb))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("was refused: it declares " + declared);
    }
  }

  @Test
  void theLimitOfInflatedBytesHoldsAlsoWithinTheRatio() {
    byte[] bytes = deflate.serialize("text ".repeat(1000));
    assertThatThrownBy(() -> DeflateSerializer.of(Codecs.java(), 0, 1000).deserialize(bytes))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("was refused");
  }

  @Test
  void bytesThatDoNotInflateToExactlyWhatTheyDeclareAreRefused() {
    byte[] honest = deflate.serialize("text ".repeat(1000));
    int declared = ByteBuffer.wrap(honest).getInt(1);
    for (int wrong : new int[] {0, declared - 1, declared + 1}) {
      byte[] lying = honest.clone();
      ByteBuffer.wrap(lying).putInt(1, wrong);
      assertThatThrownBy(() -> deflate.deserialize(lying))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("garbled");
    }
    assertThatThrownBy(() -> deflate.deserialize(Arrays.copyOf(honest, honest.length + 1)))
        .isInstanceOf(CodecException.class);
    for (int length = 0; length < honest.length; length++) {
      byte[] cut = Arrays.copyOf(honest, length);
      assertThatThrownBy(() -> deflate.deserialize(cut)).isInstanceOf(CodecException.class);
    }
  }
}
