package io.github.dynamodbjcache.internal.reading;

import static io.github.dynamodbjcache.internal.reading.HandMadeTable.b;
import static io.github.dynamodbjcache.internal.reading.HandMadeTable.n;
import static io.github.dynamodbjcache.internal.reading.HandMadeTable.s;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynamodbjcache.internal.store.Cursor;
import io.github.dynamodbjcache.internal.store.Segment;
import io.github.dynamodbjcache.internal.store.Source;
import io.github.dynamodbjcache.internal.store.Source.Order;
import io.github.dynamodbjcache.testing.Seed;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** "A token of another table, index, partition or direction is refused." */
class PageTokensTest {

  private static final Map<String, AttributeValue> KEYS =
      Map.of("name", s("ä|?/+"), "status", b(0, 255), "level", AttributeValue.fromN("-1.5"));
  private static final Cursor.After PLACE = new Cursor.After(KEYS);

  private static final String KEPT =
      "AQL2KY9G5mw2cQAFbGV2ZWxOAAQtMS41AARuYW1lUwAGw6R8Py8rAAZzdGF0dXNCAAIA_8fqgWQ";

  private final PageTokens tokens = new PageTokens("table");

  @Test
  void aTokenIsAUrlSafeTextThatTellsThePlace() {
    for (Source source : List.of(query("i", "ä|?/+", Order.ASCENDING), scan("i"), scan(null))) {
      String token = tokens.token(source, PLACE);
      assertThat(token).matches("[A-Za-z0-9_-]+");
      assertThat(new PageTokens("table").place(token, source, KEYS.keySet())).isEqualTo(PLACE);
    }
  }

  /** A token that somebody has kept; this form has to be understood by every later version. */
  @Test
  void aKeptTokenIsUnderstood() {
    Source source = query("i", "ä|?/+", Order.DESCENDING);
    assertThat(tokens.place(KEPT, source, KEYS.keySet())).isEqualTo(PLACE);
    assertThat(tokens.token(source, PLACE)).isEqualTo(KEPT);
  }

  @Test
  void aTokenOfAnotherSaysWhatDiffers() {
    Source own = query("i", "ä|?/+", Order.ASCENDING);
    String token = tokens.token(own, PLACE);
    assertRefused(new PageTokens("other"), token, own, "another table than other");
    assertRefused(tokens, token, query("j", "ä|?/+", Order.ASCENDING), "another index than j");
    assertRefused(tokens, token, query(null, "ä|?/+", Order.ASCENDING), "another index: here");
    assertRefused(tokens, token, query("i", "a", Order.ASCENDING), "another partition");
    assertRefused(tokens, token, scan("i"), "another partition: it is of a query");
    assertRefused(tokens, token, query("i", "ä|?/+", Order.DESCENDING), "another direction");
    assertRefused(
        tokens, tokens.token(scan("i"), PLACE), own, "another partition: it is of a scan");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens.place(token, own, Set.of("name", "status")))
        .withMessageContaining("another index");
  }

  /** The service answers in its own notation of numbers. */
  @Test
  void aNumberIsOnePartitionInEachNotation() {
    Cursor.After place = new Cursor.After(Map.of("name", n(100), "status", s("x")));
    String token = tokens.token(number("1E2"), place);
    assertThat(tokens.place(token, number("100.0"), place.keys().keySet())).isEqualTo(place);
    assertRefused(tokens, token, number("101"), place.keys().keySet(), "another partition");
  }

  @Test
  void whatIsNoTokenIsRefused() {
    Source source = query("i", "ä|?/+", Order.ASCENDING);
    String token = tokens.token(source, PLACE);
    Random random = Seed.of(getClass()).random(0);
    for (int i = 0; i < 2000; i++) {
      byte[] changed = Base64.getUrlDecoder().decode(token);
      int at = random.nextInt(changed.length);
      changed[at] ^= (byte) (1 << random.nextInt(8));
      assertGarbled(Base64.getUrlEncoder().withoutPadding().encodeToString(changed), source);
    }
    for (int length = 1; length < token.length(); length++) {
      assertGarbled(token.substring(0, length), source);
    }
    assertGarbled("A", source);
    assertGarbled("_-_-", source);
  }

  private void assertGarbled(String text, Source source) {
    assertRefused(tokens, text, source, "no token of a page, or a part of one");
  }

  private static void assertRefused(
      PageTokens tokens, String token, Source source, String message) {
    assertRefused(tokens, token, source, KEYS.keySet(), message);
  }

  private static void assertRefused(
      PageTokens tokens, String token, Source source, Set<String> keys, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens.place(token, source, keys))
        .withMessageContaining(message);
  }

  private static Source query(@Nullable String index, String partition, Order order) {
    return new Source.Query(index, Map.of("name", s(partition)), List.of(), order);
  }

  private static Source number(String partition) {
    return new Source.Query(
        null, Map.of("name", AttributeValue.fromN(partition)), List.of(), Order.ASCENDING);
  }

  private static Source scan(@Nullable String index) {
    return new Source.Scan(index, Segment.WHOLE_TABLE);
  }
}
