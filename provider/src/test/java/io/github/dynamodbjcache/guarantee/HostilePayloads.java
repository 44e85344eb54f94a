package io.github.dynamodbjcache.guarantee;

import com.github.luben.zstd.Zstd;
import io.github.dynamodbjcache.guarantee.Gadgets.InReadObject;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items that somebody with write access to the table would plant, by what they are: their value's
 * attributes, with right checksums.
 */
final class HostilePayloads {

  static final String JACKSON = "jackson";

  private static final int LEVELS = 60;
  private static final int MEGABYTE = 1 << 20;

  private HostilePayloads() {}

  /** The type of the cache that reads JSON. */
  record Tree(
      @Nullable Tree child, @Nullable BigDecimal number, long whole, @Nullable String text) {}

  /** An application's class that is allowed, and holds anything. */
  record Holder(Object content) implements Serializable {}

  /** One made by each of an application's own mistakes, too: reads without its fields. */
  static final class ReadsNoFields implements Serializable {
    private static final long serialVersionUID = 1L;
    private final long number = 1;

    private void readObject(java.io.ObjectInputStream in)
        throws IOException, ClassNotFoundException {
      in.readObject();
    }

    long number() {
      return number;
    }
  }

  /** All of them by name; those for the cache of JSON begin with "json". */
  static Map<String, Map<String, AttributeValue>> all() {
    Map<String, Map<String, AttributeValue>> all = new LinkedHashMap<>();
    java().forEach((name, bytes) -> all.put("java: " + name, serialized("java", bytes)));
    HostileStandIns.all()
        .forEach((name, bytes) -> all.put("java: " + name, serialized("java", bytes)));
    compressed().forEach(all::put);
    json()
        .forEach(
            (name, text) ->
                all.put(
                    "json: " + name, serialized(JACKSON, text.getBytes(StandardCharsets.UTF_8))));
    natives().forEach((name, data) -> all.put("native: " + name, data));
    items().forEach((name, data) -> all.put("item: " + name, data));
    return all;
  }

  private static Map<String, byte[]> java() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("nested sets", bytes(sharingSets(40)[0]));
    all.put("sets side by side", bytes(reversed(sharingSets(LEVELS))));
    all.put("sets inside an application's class", bytes(new Holder(reversed(sharingSets(LEVELS)))));
    Object shared = sharingLists();
    all.put("lists in a set", bytes(setOf(shared)));
    all.put("lists as keys", bytes(new HashMap<>(Map.of(Deferred.of(shared), 1))));
    all.put("lists as keys of a Hashtable", bytes(new Hashtable<>(Map.of(Deferred.of(shared), 1))));
    all.put("lists in Set.of", bytes(Set.of(Deferred.of(shared))));
    all.put("holders in a set", bytes(setOf(sharingHolders())));
    all.put("a set that contains itself", bytes(setInItself()));
    all.put("long[] of 2^31", patched(bytes(new long[] {1}), 12, Integer.MAX_VALUE - 8));
    all.put("Object[] of 2^30", patched(bytes(new Object[] {}), 4, 1 << 30));
    all.put("byte[] that is cut", patched(bytes(new byte[4]), 8, MEGABYTE));
    all.put("many small claims", manyClaims());
    all.put("HashMap of 2^28 buckets", patched(bytes(new HashMap<>()), 5, 1 << 28));
    all.put("HashSet of 2^28 elements", patched(bytes(new HashSet<>()), 5, 1 << 28));
    all.put("ArrayList of 2^30", patched(bytes(new ArrayList<>()), 9, 1 << 30));
    all.put("a string of 2^40 bytes", header(0x7c, 0, 0, 1, 0, 0, 0, 0, 0, 'x'));
    all.put("deep arrays", bytes(deepArrays(1_000)));
    all.put("deep class descriptions", deepDescriptions());
    all.put("a class that is its own superclass", ownSuperclass());
    all.put("an unknown class", renamed(new InReadObject(), "InReadObject", "NoSuchThing0"));
    all.put("a reset", header(0x79, 0x70));
    all.put("two values", header(0x70, 0x70));
    all.put("null", header(0x70));
    all.put("nothing", new byte[0]);
    all.put("only a header", header());
    all.put("fields that the class does not read", bytes(new ReadsNoFields()));
    for (Object gadget :
        List.of(
            new InReadObject(),
            new Gadgets.InReadResolve(),
            new Gadgets.InHashCode(),
            new Gadgets.InReadExternal(),
            new Gadgets.InFinalize(),
            new TreeMap<>(new Gadgets.InCompare()),
            new PriorityQueue<>(new Gadgets.InCompare()),
            proxy())) {
      String name = gadget.getClass().getSimpleName();
      all.put("gadget " + name, bytes(gadget));
      all.put("gadget in a list: " + name, bytes(new ArrayList<>(List.of(gadget))));
      all.put("gadget in an array: " + name, bytes(new Object[] {gadget}));
      all.put("gadget as value: " + name, bytes(new HashMap<>(Map.of("k", gadget))));
      all.put("gadget as element: " + name, bytes(setOf(gadget)));
      all.put("gadget in a field: " + name, bytes(new Holder(gadget)));
    }
    all.put(
        "gadget with an initialiser",
        renamed(new Gadgets.Uninitialize0(), "Uninitialize0", "Initializer00"));
    all.put(
        "gadget's class", renamed(Gadgets.Uninitialize0.class, "Uninitialize0", "Initializer00"));
    return all;
  }

  private static Map<String, Map<String, AttributeValue>> compressed() {
    byte[] zeros = new byte[15 * MEGABYTE];
    byte[] small = new byte[1000];
    Map<String, Map<String, AttributeValue>> all = new LinkedHashMap<>();
    for (String kind : List.of("deflate", "zstd")) {
      byte[] bomb = pack(kind, zeros);
      String format = "java-" + kind;
      all.put(kind + ": bomb", serialized(format, envelope(zeros.length, bomb)));
      all.put(kind + ": bomb that declares little", serialized(format, envelope(1000, bomb)));
      all.put(
          kind + ": claims 2^31",
          serialized(format, envelope(Integer.MAX_VALUE, pack(kind, small))));
      all.put(kind + ": claims -1", serialized(format, envelope(-1, pack(kind, small))));
      all.put(kind + ": claims more", serialized(format, envelope(1001, pack(kind, small))));
      all.put(kind + ": garbled", serialized(format, envelope(1000, new byte[300])));
      all.put(kind + ": nothing", serialized(format, new byte[0]));
      all.put(
          kind + ": sets side by side",
          serialized(format, envelopeOf(kind, bytes(reversed(sharingSets(LEVELS))))));
      all.put(kind + ": gadget", serialized(format, envelopeOf(kind, bytes(new InReadObject()))));
    }
    return all;
  }

  private static Map<String, String> json() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("deep objects", "{\"child\":".repeat(40_000));
    all.put("deep objects to the end", "{\"child\":".repeat(5_000) + "{}" + "}".repeat(5_000));
    all.put("deep arrays", "[".repeat(100_000));
    all.put("a number of 300,000 digits", "{\"number\":" + "9".repeat(300_000) + "}");
    all.put("a fraction of 300,000 digits", "{\"number\":0." + "9".repeat(300_000) + "}");
    all.put("an exponent for a whole number", "{\"whole\":1e999999999}");
    all.put("a class by name", "{\"@class\":\"" + InReadObject.class.getName() + "\"}");
    all.put("a class in an array", "[\"" + InReadObject.class.getName() + "\",{}]");
    all.put("garbled", "{\"child\":{\"text\":\"\\ud8");
    all.put("two values", "{} {}");
    all.put("null", "null");
    all.put("nothing", "");
    return all;
  }

  private static Map<String, Map<String, AttributeValue>> natives() {
    Map<String, Map<String, AttributeValue>> all = new LinkedHashMap<>();
    String digits = "9".repeat(300_000);
    for (String tag : List.of("bigint", "decimal", "int", "long", "uuid", "instant", "duration")) {
      all.put(tag + " of 300,000 digits", item(tag, AttributeValue.fromS(digits)));
    }
    all.put("int out of range", item("int", AttributeValue.fromN("1E+100")));
    all.put("int that is a fraction", item("int", AttributeValue.fromN("0.5")));
    all.put("string as number", item("string", AttributeValue.fromN("1")));
    all.put("boolean as text", item("boolean", AttributeValue.fromS("true")));
    all.put("half a character", item("string", binary(new byte[] {1})));
    all.put("list", item("string", AttributeValue.fromL(List.of())));
    all.put("an enum of a gadget", item("enum", AttributeValue.fromS(gadgetName() + "/X")));
    all.put("a gadget's class", item("class", AttributeValue.fromS(gadgetName())));
    all.put("an array's class", item("class", AttributeValue.fromS("[".repeat(300) + "I")));
    all.put("no class", item("class", AttributeValue.fromS("")));
    return all;
  }

  private static Map<String, Map<String, AttributeValue>> items() {
    AttributeValue text = AttributeValue.fromS("x");
    Map<String, Map<String, AttributeValue>> good = Map.of("good", item("string", text));
    Map<String, Map<String, AttributeValue>> all = new LinkedHashMap<>();
    all.put("an unknown tag", item("cbor", text));
    all.put("a garbled tag", item("string\u0000", text));
    all.put("an empty tag", item("", text));
    all.put("a tag of another type", with(good, "t", AttributeValue.fromN("1")));
    all.put("a newer format", item("2:string", text));
    all.put("format 0", item("0:string", text));
    all.put("a format without a type", item("2:", text));
    all.put("another key's value", with(good, "h", AttributeValue.fromS("another")));
    all.put("a full key of another type", with(good, "h", AttributeValue.fromN("1")));
    all.put("a deep full key", with(good, "h", AttributeValue.fromS("~" + "set(".repeat(50_000))));
    all.put("bytes as text", item("java", text));
    all.put("bytes too short for a checksum", item("java", binary(new byte[3])));
    byte[] sealed = sealed(bytes(new ArrayList<>(List.of("good"))));
    sealed[sealed.length - 1] ^= 1;
    all.put("a flipped bit", item("java", binary(sealed)));
    Map<String, AttributeValue> noValue = new HashMap<>(item("string", text));
    noValue.remove("v");
    all.put("no value", noValue);
    return all;
  }

  private static Map<String, AttributeValue> with(
      Map<String, Map<String, AttributeValue>> good, String name, AttributeValue value) {
    Map<String, AttributeValue> item = new HashMap<>(good.values().iterator().next());
    item.put(name, value);
    return item;
  }

  static Map<String, AttributeValue> serialized(String format, byte[] bytes) {
    return item(format, binary(sealed(bytes)));
  }

  private static Map<String, AttributeValue> item(String tag, AttributeValue value) {
    return Map.of("t", AttributeValue.fromS(tag), "v", value);
  }

  private static AttributeValue binary(byte[] bytes) {
    return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
  }

  private static byte[] sealed(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return ByteBuffer.allocate(4 + bytes.length).putInt((int) crc.getValue()).put(bytes).array();
  }

  private static String gadgetName() {
    return Gadgets.class.getName() + "$Initializer00";
  }

  /**
   * Pairs of sets, each holding both of the next pair: hashing takes twice as long with each. Each
   * is filled from the inside last, or filling them would take as long already.
   */
  private static Object[] sharingSets(int levels) {
    Object[] all = new Object[2 * levels];
    for (int i = 0; i < all.length; i++) {
      all[i] = new HashSet<>(i % 2 == 0 ? Set.of("x") : Set.of());
    }
    for (int i = 0; i + 3 < all.length; i++) {
      int next = (i / 2 + 1) * 2;
      asSet(all[i]).add(all[next]);
      asSet(all[i]).add(all[next + 1]);
    }
    return all;
  }

  @SuppressWarnings("unchecked") // made above
  private static Set<Object> asSet(Object set) {
    return (Set<Object>) set;
  }

  /** Sets side by side whose hashing takes that many doublings. */
  static Object sharing(int levels) {
    return reversed(sharingSets(levels));
  }

  /** The innermost first, so that all others refer back and nothing is nested. */
  private static Object[] reversed(Object[] all) {
    List<Object> list = new ArrayList<>(Arrays.asList(all));
    java.util.Collections.reverse(list);
    return list.toArray();
  }

  static Object sharingLists() {
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < LEVELS; i++) {
      list = new ArrayList<>(Arrays.asList(list, list));
    }
    return list;
  }

  private static Object sharingHolders() {
    Object holder = "x";
    for (int i = 0; i < LEVELS; i++) {
      holder = new Holder(new ArrayList<>(Arrays.asList(holder, holder)));
    }
    return holder;
  }

  static Set<Object> setOf(Object element) {
    Set<Object> set = new HashSet<>();
    set.add(Deferred.of(element));
    return set;
  }

  private static Object setInItself() {
    List<Object> list = new ArrayList<>();
    Set<Object> set = new HashSet<>();
    set.add(list);
    list.add(set);
    return set;
  }

  private static Object deepArrays(int levels) {
    Object nested = "x";
    for (int i = 0; i < levels; i++) {
      nested = new Object[] {nested};
    }
    return nested;
  }

  private static byte[] manyClaims() {
    List<Object> lists = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      lists.add(new ArrayList<>());
    }
    byte[] bytes = bytes(lists);
    // Each list: its size, and the block with its capacity.
    for (int i = bytes.length - 1 - 12; i > 200; i--) {
      if (bytes[i] == 0x77 && bytes[i + 1] == 4 && bytes[i + 6] == 0x78) {
        ByteBuffer.wrap(bytes).putInt(i - 4, 100_000).putInt(i + 2, 100_000);
      }
    }
    return bytes;
  }

  private static byte[] deepDescriptions() {
    return written(
        out -> {
          out.writeByte(0x73);
          for (int i = 0; i < 10_000; i++) {
            description(out);
          }
          out.writeByte(0x70);
        });
  }

  private static byte[] ownSuperclass() {
    return written(
        out -> {
          out.writeByte(0x73);
          description(out);
          out.writeByte(0x71);
          out.writeInt(0x7e0000);
        });
  }

  private static void description(DataOutputStream out) throws IOException {
    out.writeByte(0x72);
    out.writeUTF("java.util.Date");
    out.writeLong(1);
    out.writeByte(2);
    out.writeShort(0);
    out.writeByte(0x78);
  }

  private static byte[] header(int... bytes) {
    return written(
        out -> {
          for (int each : bytes) {
            out.writeByte(each);
          }
        });
  }

  private static byte[] written(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(0xaced0005);
      writer.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private interface Writer {
    void writeTo(DataOutputStream out) throws IOException;
  }

  private static Object proxy() {
    return Proxy.newProxyInstance(
        HostilePayloads.class.getClassLoader(),
        new Class<?>[] {Supplier.class},
        new Gadgets.InHandler());
  }

  /** Writes a number over the four bytes that lie so far from the end. */
  private static byte[] patched(byte[] bytes, int fromEnd, int number) {
    ByteBuffer.wrap(bytes).putInt(bytes.length - fromEnd, number);
    return bytes;
  }

  private static byte[] renamed(Object object, String name, String other) {
    String bytes = new String(bytes(object), StandardCharsets.ISO_8859_1);
    if (name.length() != other.length() || !bytes.contains(name)) {
      throw new IllegalArgumentException(name);
    }
    return bytes.replace(name, other).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] envelopeOf(String kind, byte[] plain) {
    return envelope(plain.length, pack(kind, plain));
  }

  private static byte[] envelope(int declared, byte[] packed) {
    return ByteBuffer.allocate(5 + packed.length)
        .put((byte) 1)
        .putInt(declared)
        .put(packed)
        .array();
  }

  private static byte[] pack(String kind, byte[] plain) {
    if (kind.equals("zstd")) {
      return Zstd.compress(plain);
    }
    Deflater deflater = new Deflater();
    deflater.setInput(plain);
    deflater.finish();
    byte[] packed = new byte[plain.length + 100];
    int length = deflater.deflate(packed);
    deflater.end();
    return Arrays.copyOf(packed, length);
  }

  static byte[] bytes(Object value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new Replacing(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Stands for an object in a set or map, which would be hashed there; written as the object. */
  static final class Deferred {
    private final Object object;

    private Deferred(Object object) {
      this.object = object;
    }

    static Object of(Object object) {
      return new Deferred(object);
    }
  }

  private static final class Replacing extends ObjectOutputStream {
    Replacing(ByteArrayOutputStream out) throws IOException {
      super(out);
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      return object instanceof Deferred deferred ? deferred.object : object;
    }
  }
}
