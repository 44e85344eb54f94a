package io.github.dynamodbjcache.guarantee;

import com.sun.management.ThreadMXBean;
import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.RandomKeys;
import io.github.dynamodbjcache.codec.Serializers;
import io.github.dynamodbjcache.codec.UnreadableEntryException;
import io.github.dynamodbjcache.internal.codec.CacheCodec;
import io.github.dynamodbjcache.internal.codec.compression.CompressedSerializer;
import io.github.dynamodbjcache.internal.codec.java.JavaSerializer;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the fuzzer calls, each with bytes of its own: only our exceptions may come out of it, and
 * one decoding may allocate 64 MB at most.
 */
final class FuzzTargets {

  private static final long MAX_ALLOCATED = 64L << 20;
  private static final int MAX_BYTES = 1 << 16;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final CacheCodec<Object, Object> CODEC = codec();

  private static final List<String> TAGS =
      List.of(
          "string",
          "boolean",
          "char",
          "bytes",
          "byte",
          "short",
          "int",
          "long",
          "float",
          "double",
          "bigint",
          "decimal",
          "bitset",
          "uuid",
          "uri",
          "locale",
          "currency",
          "date",
          "instant",
          "local-date",
          "local-time",
          "local-date-time",
          "offset-time",
          "offset-date-time",
          "zoned-date-time",
          "duration",
          "period",
          "year",
          "year-month",
          "month-day",
          "zone",
          "enum",
          "class",
          "sql-date",
          "sql-time",
          "timestamp");

  private FuzzTargets() {}

  /** A target by its name, with bytes to begin with. */
  static Map<Class<?>, List<byte[]>> all() {
    Map<Class<?>, List<byte[]>> all = new LinkedHashMap<>();
    all.put(Keys.class, keys());
    all.put(Values.class, values());
    all.put(Items.class, items());
    return all;
  }

  /** Keys by their text, with the full key beside it. */
  public static final class Keys {
    private Keys() {}

    public static void fuzzerTestOneInput(byte[] input) {
      AttributeValue text = text(input, 0);
      check(() -> CODEC.placeOf(Map.of("k", text), Map.of()).key());
      check(() -> CODEC.placeOf(Map.of("k", text), Map.of("h", text)).key());
    }
  }

  /** Values: the first byte says by which serializer, or that they are native. */
  public static final class Values {
    private static final List<String> FORMATS =
        List.of("java", "jackson", "java-deflate", "java-zstd");

    private Values() {}

    public static void fuzzerTestOneInput(byte[] input) {
      if (input.length < 3) {
        return;
      }
      int format = (input[0] & 0xff) % (FORMATS.size() + 1);
      if (format < FORMATS.size()) {
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        checkValue(HostilePayloads.serialized(FORMATS.get(format), bytes));
      } else {
        String tag = TAGS.get((input[1] & 0xff) % TAGS.size());
        checkValue(item(tag, attribute(input[2], input, 3)));
      }
    }
  }

  /** Whole items: two bytes each for which attribute it is, of which type, and how long. */
  public static final class Items {
    private static final List<String> NAMES = List.of("k", "h", "t", "v");

    private Items() {}

    public static void fuzzerTestOneInput(byte[] input) {
      Map<String, AttributeValue> data = new HashMap<>();
      Map<String, AttributeValue> key = new HashMap<>();
      int at = 0;
      while (at + 3 <= input.length) {
        String name = NAMES.get((input[at] & 0xff) % NAMES.size());
        int end = Math.min(input.length, at + 3 + (input[at + 2] & 0xff));
        byte[] part = Arrays.copyOfRange(input, at + 3, end);
        (name.equals("k") ? key : data).put(name, attribute(input[at + 1], part, 0));
        at = end;
      }
      check(() -> CODEC.value(CODEC.placeOf(key, data), data));
      check(() -> CODEC.value(CODEC.place("key"), data));
    }
  }

  /** The companion: a bug that the fuzzer has to find. */
  public static final class Planted {
    private Planted() {}

    public static void fuzzerTestOneInput(byte[] input) {
      AttributeValue text = text(input, 0);
      check(
          () -> {
            if (text.s().startsWith("~bug:")) {
              throw new IllegalStateException("planted");
            }
            CODEC.placeOf(Map.of("k", text), Map.of()).key();
          });
    }
  }

  private static void checkValue(Map<String, AttributeValue> data) {
    check(() -> CODEC.value(CODEC.place("key"), data));
  }

  private static void check(Runnable decoding) {
    long allocated = allocatedBy(decoding);
    if (allocated > MAX_ALLOCATED) {
      // The first time, classes may have been loaded and instrumented.
      allocated = allocatedBy(decoding);
    }
    if (allocated > MAX_ALLOCATED) {
      throw new AssertionError(allocated + " bytes allocated");
    }
  }

  private static long allocatedBy(Runnable decoding) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      decoding.run();
    } catch (CodecException refused) {
      if (!(refused instanceof UnreadableEntryException)) {
        throw new AssertionError("not the exception that names the entry", refused);
      }
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static AttributeValue attribute(byte type, byte[] bytes, int from) {
    return switch (type & 3) {
      case 0 -> text(bytes, from);
      case 1 -> AttributeValue.fromN(text(bytes, from).s());
      case 2 ->
          AttributeValue.fromB(
              SdkBytes.fromByteArray(Arrays.copyOfRange(bytes, from, bytes.length)));
      default -> AttributeValue.fromBool(true);
    };
  }

  private static AttributeValue text(byte[] bytes, int from) {
    return AttributeValue.fromS(
        new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8));
  }

  private static Map<String, AttributeValue> item(String tag, AttributeValue value) {
    return Map.of("t", AttributeValue.fromS(tag), "v", value);
  }

  private static JavaSerializer java() {
    return JavaSerializer.of(allowed(), FuzzTargets.class.getClassLoader());
  }

  private static AllowList allowed() {
    return AllowList.of(
        "c", List.of(RandomKeys.allowed(), HostilePayloads.class.getName() + "$Holder"));
  }

  private static CacheCodec<Object, Object> codec() {
    JavaSerializer java = java();
    return CacheCodec.builder(
            Object.class, Object.class, allowed(), FuzzTargets.class.getClassLoader())
        .serializer(java)
        .alsoReads(Serializers.jackson(HostilePayloads.Tree.class))
        .alsoReads(CompressedSerializer.deflate(java))
        .alsoReads(
            CompressedSerializer.zstd(
                java, 0, io.github.dynamodbjcache.codec.DeserializationLimits.DEFAULT.maxBytes()))
        .build();
  }

  private static List<byte[]> keys() {
    List<byte[]> seeds = new ArrayList<>();
    List<Object> keys = new ArrayList<>(RandomKeys.scalars());
    keys.addAll(
        List.of(
            List.of(1, "a", List.of()),
            Set.of(1, "b"),
            Map.of("k", List.of(2)),
            new RandomKeys.Node(1, "x"),
            new int[] {1, 2},
            java.util.Optional.of(1)));
    for (Object key : keys) {
      seeds.add(CODEC.place(key).attributes().get("k").s().getBytes(StandardCharsets.UTF_8));
    }
    return seeds;
  }

  private static List<byte[]> values() {
    List<byte[]> seeds = new ArrayList<>();
    serialized(java()).forEach(bytes -> seeds.add(prefixed(0, bytes)));
    json().forEach(bytes -> seeds.add(prefixed(1, bytes)));
    serialized(CompressedSerializer.deflate(java(), 0, MAX_BYTES))
        .forEach(bytes -> seeds.add(prefixed(2, bytes)));
    serialized(CompressedSerializer.zstd(java(), 0, MAX_BYTES))
        .forEach(bytes -> seeds.add(prefixed(3, bytes)));
    natives().forEach(bytes -> seeds.add(prefixed(4, bytes)));
    return seeds;
  }

  /** For {@link Values}. */
  static byte[] prefixed(int format, byte[] bytes) {
    byte[] prefixed = new byte[bytes.length + 1];
    prefixed[0] = (byte) format;
    System.arraycopy(bytes, 0, prefixed, 1, bytes.length);
    return prefixed;
  }

  private static List<byte[]> serialized(io.github.dynamodbjcache.codec.Serializer serializer) {
    List<byte[]> seeds = new ArrayList<>();
    for (Object value :
        List.of(
            new ArrayList<>(List.of(1, "a", 2L)),
            new HashMap<>(Map.of("k", List.of(UUID.randomUUID()))),
            Set.of(1, 2, 3),
            new java.util.TreeMap<>(Map.of("a", new BigDecimal("1.0"))),
            new HostilePayloads.Holder(new Object[] {1, new int[3], "x"}),
            new java.util.HashSet<>(List.of(List.of("a"), List.of("b"))),
            List.of("text ".repeat(100)))) {
      seeds.add(serializer.serialize(value));
    }
    return seeds;
  }

  private static List<byte[]> json() {
    return List.of(
        bytes(
            "{\"child\":{\"child\":null,\"number\":1.5},\"number\":1e3,\"whole\":1,\"text\":\"x\"}"),
        bytes("{\"text\":\"\\ud83d\\ude00\",\"number\":\"12\"}"),
        bytes("null"));
  }

  private static List<byte[]> natives() {
    List<byte[]> seeds = new ArrayList<>();
    for (Object value : RandomKeys.scalars()) {
      Map<String, AttributeValue> data = CODEC.data(CODEC.place("key"), value);
      int tag = TAGS.indexOf(data.get("t").s());
      String text = data.get("v").s() == null ? data.get("v").n() : data.get("v").s();
      if (tag >= 0 && text != null) {
        seeds.add(bytes((char) tag + (data.get("v").n() == null ? "\0" : "\1") + text));
      }
    }
    return seeds;
  }

  private static List<byte[]> items() {
    return List.of(
        bytes("\0\0\3key\2\1\0011\3\0\6string\4\0\5value"),
        bytes("\0\0\6~int:1\2\1\0011\3\0\3int\4\1\0022E"),
        bytes("\0\0\3key\1\0\3key\2\1\0011\3\0\7boolean\4\3\0"),
        bytes("\2\1\0029 \3\0\4java\4\2\5abcde"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
