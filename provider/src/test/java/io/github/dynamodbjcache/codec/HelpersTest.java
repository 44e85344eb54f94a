package io.github.dynamodbjcache.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.internal.codec.item.ItemSize;
import io.github.dynamodbjcache.internal.codec.item.ShortKey;
import io.github.dynamodbjcache.internal.codec.value.ContentEquality;
import io.github.dynamodbjcache.internal.codec.value.ContentEquality.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sizes as DynamoDB counts, keys as messages may show them, values as replace compares them. */
class HelpersTest {

  @Test
  void itemSizesFollowTheDeveloperGuide() {
    assertThat(ItemSize.bytes(Map.of())).isZero();
    assertThat(size(AttributeValue.fromS("é€"))).isEqualTo(1 + 5);
    assertThat(size(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[7])))).isEqualTo(1 + 7);
    assertThat(size(AttributeValue.fromBool(false))).isEqualTo(1 + 1);
    assertThat(size(AttributeValue.fromNul(true))).isEqualTo(1 + 1);
    assertThat(size(AttributeValue.fromN("-1234"))).isEqualTo(1 + 4);
    assertThat(size(AttributeValue.fromN("9".repeat(38)))).isEqualTo(1 + 21);
    assertThat(size(AttributeValue.fromL(List.of(AttributeValue.fromS("ab"))))).isEqualTo(1 + 6);
    assertThat(size(AttributeValue.fromM(Map.of("ab", AttributeValue.fromS("c")))))
        .isEqualTo(1 + 3 + 1 + 2 + 1);
    assertThat(size(AttributeValue.fromSs(List.of("a", "bc")))).isEqualTo(1 + 3);
    assertThat(
            ItemSize.bytes(
                Map.of("a", AttributeValue.fromS("b")), Map.of("c", AttributeValue.fromS("d"))))
        .isEqualTo(4);
  }

  @Test
  void keysAreShownEscapedAndCut() {
    assertThat(ShortKey.of("user:42")).isEqualTo("user:42");
    assertThat(ShortKey.of("a\nb\u202e\\é")).isEqualTo("a\\u000ab\\u202e\\u005c\\u00e9");
    assertThat(ShortKey.of("x".repeat(32))).isEqualTo("x".repeat(32));
    assertThat(ShortKey.of("x".repeat(33))).isEqualTo("x".repeat(31) + "…");
    assertThat(ShortKey.of("\n".repeat(33))).hasSize(31).endsWith("…");
    assertThat(ShortKey.ofValues(List.of(AttributeValue.fromS("a\tb"), AttributeValue.fromN("1"))))
        .isEqualTo("a\\u0009b/1");
  }

  @Test
  void arraysAreEqualByContentOthersByEquals() {
    assertThat(ContentEquality.compare(new byte[] {1}, new byte[] {1})).isEqualTo(Verdict.SAME);
    assertThat(ContentEquality.compare(new Object[] {new int[] {1}}, new Object[] {new int[] {1}}))
        .isEqualTo(Verdict.SAME);
    assertThat(ContentEquality.compare(new int[] {1}, new long[] {1})).isEqualTo(Verdict.DIFFERENT);
    assertThat(ContentEquality.compare("a", "a")).isEqualTo(Verdict.SAME);
    assertThat(ContentEquality.compare(1, 1L)).isEqualTo(Verdict.DIFFERENT);
    assertThat(ContentEquality.compare(null, "a")).isEqualTo(Verdict.DIFFERENT);
  }

  private static long size(AttributeValue value) {
    return ItemSize.bytes(Map.of("n", value));
  }
}
