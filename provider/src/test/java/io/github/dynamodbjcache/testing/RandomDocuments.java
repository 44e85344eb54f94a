package io.github.dynamodbjcache.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/** Attributes of documents, in whatever Java types somebody may give them. */
public final class RandomDocuments {

  private static final List<String> NAMES =
      List.of("status", "name", "data", "ttl", "w", "x", "v", "m", "a.b", "a[0]", "ü", " ", "#n");

  private final Random random;

  public RandomDocuments(Random random) {
    this.random = random;
  }

  /** The attributes of a document; now and then with one that DynamoDB cannot hold. */
  public Map<String, @Nullable Object> next() {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      attributes.put(name(), value(4));
    }
    return attributes;
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }

  private @Nullable Object value(int levels) {
    return switch (random.nextInt(levels == 0 ? 6 : 10)) {
      case 0 -> null;
      case 1 -> text();
      case 2 -> number();
      case 3 -> random.nextBoolean();
      case 4 -> bytes();
      case 5 -> set();
      case 6 -> list(levels - 1);
      case 7 -> list(levels - 1).toArray();
      case 8 -> Optional.ofNullable(value(levels - 1));
      default -> map(levels - 1);
    };
  }

  private Object text() {
    return switch (random.nextInt(7)) {
      case 0 -> "";
      case 1 -> DayOfWeek.of(1 + random.nextInt(7));
      case 2 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
      case 3 -> new UUID(random.nextLong(), random.nextLong());
      case 4 -> (char) random.nextInt(0x10000);
      case 5 -> new StringBuilder("x").appendCodePoint(random.nextInt(0x110000));
      default -> "text " + random.nextInt(100);
    };
  }

  /** Some with too many digits, some out of range, some not numbers at all. */
  public Number number() {
    return switch (random.nextInt(8)) {
      case 0 -> (byte) random.nextInt();
      case 1 -> (short) random.nextInt();
      case 2 -> random.nextInt();
      case 3 -> random.nextLong();
      case 4 -> Float.intBitsToFloat(random.nextInt());
      case 5 -> Double.longBitsToDouble(random.nextLong());
      case 6 -> new BigInteger(random.nextInt(140), random);
      default ->
          new BigDecimal(new BigInteger(random.nextInt(130), random), random.nextInt(340) - 170);
    };
  }

  private Object bytes() {
    byte[] bytes = new byte[random.nextInt(4)];
    random.nextBytes(bytes);
    return switch (random.nextInt(3)) {
      case 0 -> bytes;
      case 1 -> ByteBuffer.wrap(bytes);
      default -> SdkBytes.fromByteArray(bytes);
    };
  }

  /** Mostly of one type. */
  private Set<@Nullable Object> set() {
    List<Supplier<@Nullable Object>> kinds =
        Arrays.asList(this::text, this::number, this::bytes, () -> value(0));
    Supplier<@Nullable Object> element = kinds.get(random.nextInt(kinds.size()));
    Set<@Nullable Object> set = new HashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      set.add(element.get());
    }
    return set;
  }

  private List<@Nullable Object> list(int levels) {
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      list.add(value(levels));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(int levels) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(name(), value(levels));
    }
    return map;
  }
}
