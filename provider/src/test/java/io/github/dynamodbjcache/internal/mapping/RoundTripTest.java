package io.github.dynamodbjcache.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.table.InvalidItemException;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.testing.RandomDocuments;
import io.github.dynamodbjcache.testing.Seed;
import java.math.BigDecimal;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** "What DynamoDB cannot hold exactly is refused, never rounded": all else comes back equal. */
class RoundTripTest {

  private static final int RUNS = 20_000;

  private final Seed seed = Seed.of(getClass());

  @Test
  void documentsComeBackEqualOrAreRefused() {
    Mapped<String, Item> mapped = Mapped.by(Mapping.document().key("id", String.class));
    RandomDocuments documents = new RandomDocuments(seed.random(1));
    int written = 0;
    for (int i = 0; i < RUNS; i++) {
      Item document = documentOf(documents);
      if (document != null) {
        Item read = mapped.roundTrip("x", document);
        assertThat(read.without("id")).as("%s, run %s", seed, i).isEqualTo(document);
        assertThat(mapped.codec().sameValue(read, document)).isTrue();
        written++;
      }
    }
    assertThat(written).isBetween(RUNS / 3, RUNS - 1);
  }

  private static @Nullable Item documentOf(RandomDocuments documents) {
    try {
      return Item.of(documents.next());
    } catch (InvalidItemException refused) {
      assertThat(refused.paths()).isNotEmpty();
      return null;
    }
  }

  record Numbered(
      @Nullable Byte b,
      @Nullable Short s,
      @Nullable Integer i,
      @Nullable Long l,
      @Nullable Float f,
      @Nullable Double d,
      @Nullable BigDecimal exact) {

    static Numbered of(Number number) {
      return new Numbered(
          number instanceof Byte b ? b : null,
          number instanceof Short s ? s : null,
          number instanceof Integer i ? i : null,
          number instanceof Long l ? l : null,
          number instanceof Float f ? f : null,
          number instanceof Double d ? d : null,
          number instanceof BigDecimal exact ? exact.stripTrailingZeros() : null);
    }

    /** By value: scales are none of DynamoDB's. */
    Numbered plain() {
      return exact == null ? this : Numbered.of(exact);
    }
  }

  @Test
  void typedNumbersComeBackEqualOrAreRefused() {
    Mapped<String, Numbered> mapped =
        Mapped.by(Mapping.record(Numbered.class).key("id", String.class));
    Random random = seed.random(2);
    RandomDocuments documents = new RandomDocuments(random);
    int written = 0;
    for (int i = 0; i < RUNS; i++) {
      Numbered value = Numbered.of(documents.number());
      try {
        assertThat(mapped.roundTrip("x", value).plain()).as("%s, run %s", seed, i).isEqualTo(value);
        written++;
      } catch (CodecException refused) {
        boolean couldBeHeld =
            value.b() != null || value.s() != null || value.i() != null || value.l() != null;
        assertThat(couldBeHeld).as("%s, run %s", seed, i).isFalse();
      }
    }
    assertThat(written).isGreaterThan(RUNS / 3);
  }
}
