package io.github.dynamodbjcache.internal.codec.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.Codecs;
import io.github.dynamodbjcache.codec.Colour;
import io.github.dynamodbjcache.codec.DeserializationLimits;
import io.github.dynamodbjcache.codec.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Only allowed classes, refused when written already; no bytes can hurt the JVM. */
class JavaSerializerTest {

  private static final String PACKAGE = "io.github.dynamodbjcache.internal.codec.java.";
  private static final String MY = PACKAGE + "JavaSerializerTest$";

  static class Base implements Serializable {
    private static final long serialVersionUID = 1L;
    String inherited = "b";
  }

  static final class Line extends Base {
    private static final long serialVersionUID = 1L;
    Object content;

    Line(Object content) {
      this.content = content;
    }
  }

  static final class NotSerializable {}

  sealed interface Shape extends Serializable permits Circle {}

  record Circle(int radius) implements Shape {}

  record VetoedByTheJvm(int x) implements Serializable {}

  /** Stands for the gadgets that attacks are made of. */
  static final class Gadget implements Serializable {
    private static final long serialVersionUID = 1L;
    static boolean hasRun;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      hasRun = true;
      in.defaultReadObject();
    }
  }

  /** Lists of "Aa" and "BB" all hash alike and have no order. */
  @Test
  void keysWhoseHashesCollideAreNotHeldAgainstEachOtherForLong() {
    Set<List<String>> colliding = new HashSet<>();
    JavaSerializer serializer =
        JavaSerializer.of(AllowList.of("c", List.of()), getClass().getClassLoader());
    for (int i = 0; i < 1 << 13; i++) {
      List<String> key = new ArrayList<>();
      for (int bit = 0; bit < 13; bit++) {
        key.add((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      colliding.add(key);
    }
    byte[] bytes = serializer.serialize(colliding);
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> serializer.deserialize(bytes))
        .withMessageContaining("takes too long for its size");
  }

  /** Found by fuzzing: an immutable map of one key and no value. */
  @Test
  void anErrorThatTheJdkThrowsOnAGarbledStreamIsOurs() {
    byte[] garbled =
        Base64.getDecoder()
            .decode(
                "rO0ABXNyABFqYXZhLnV0aWwuSGFzaFNldLpEhZWWuLc0AwAAeHB3DAAAABA/QAAAAAAAAnNyABFqYXZh"
                    + "LnV0aWwuQ29sbFNlcleOq7Y6G6gRAwABSQADdGFneHAAAAABdwQAAAABdAABYXhzcQB+AAIA"
                    + "AAADdwQAAAABdAABYnh4");
    JavaSerializer serializer =
        JavaSerializer.of(AllowList.of("c", List.of()), getClass().getClassLoader());
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> serializer.deserialize(garbled))
        .withMessageContaining("cannot be read");
  }

  @Test
  @SuppressWarnings("JdkObsolete") // users have values of that class
  void plainJdkValuesNeedNoSetting() {
    JavaSerializer java = Codecs.java();
    Map<String, Object> linked = new LinkedHashMap<>(Map.of("a", 1));
    for (Object value :
        List.of(
            List.of(1, 2, 3),
            new ArrayList<>(List.of("a", List.of())),
            new LinkedList<>(List.of(1)),
            Arrays.asList(1, "b"),
            Set.of(1),
            Set.of(1, 2, 3),
            Map.of(),
            Map.of(1, 2, 3, 4),
            new HashMap<>(Map.of("a", Duration.ZERO)),
            linked,
            new TreeMap<>(Map.of("a", 1)),
            new TreeMap<>(String.CASE_INSENSITIVE_ORDER),
            new EnumMap<>(Map.of(Thread.State.NEW, 1)),
            EnumSet.of(Thread.State.NEW),
            Collections.unmodifiableList(new ArrayList<>(List.of(1))),
            Collections.synchronizedMap(new HashMap<>(Map.of(1, 2))),
            Collections.emptyList(),
            Collections.singletonMap("a", new int[0].length),
            Map.entry("a", 1).getKey(),
            new GregorianCalendar(2026, 1, 1),
            List.of(
                Samples.scalars().stream()
                    .filter(o -> !(o instanceof Colour) && o != Colour.class)
                    .toList()))) {
      assertThat(java.deserialize(java.serialize(value)))
          .as("%s", value.getClass())
          .isEqualTo(value)
          .hasSameClassAs(value);
    }
    assertThat(java.deserialize(java.serialize(new int[][] {{1}, {2}})))
        .isEqualTo(new int[][] {{1}, {2}});
  }

  @Test
  void aClassThatIsNotAllowedIsRefusedWhenWrittenWithTheSetting() {
    for (Object value :
        List.of(
            new Gadget(),
            List.of(new Gadget()),
            Map.of("a", new Object[] {new Gadget()}),
            new Gadget[0],
            new Line(new Gadget()))) {
      assertThatThrownBy(() -> Codecs.java(MY + "Line").serialize(value))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining(
              "dynamodb-jcache.caches.users.serialization.allow = [\""
                  + MY
                  + "Line\", \""
                  + MY
                  + "Gadget\"]");
    }
  }

  /** "lists replace each other" */
  @Test
  void theSettingOfARefusalIsTheWholeListThatIsToBeInForce() {
    assertThat(Codecs.allowing("com.acme.Order", "com.shop.**").refusal("com.acme.Line"))
        .contains("one of the application's own values")
        .endsWith("allow = [\"com.acme.Order\", \"com.shop.**\", \"com.acme.Line\"]");
  }

  @Test
  void aClassOfTheJdkIsNotTakenForAValueOfTheApplication() {
    for (String name : List.of("java.util.Random", "javax.swing.JFrame")) {
      assertThat(Codecs.allowing("com.acme.Order").refusal(name))
          .contains("a class of the JDK")
          .doesNotContain("the application's own")
          .endsWith("allow = [\"com.acme.Order\", \"" + name + "\"]");
    }
    assertThat(Codecs.allowing("com.acme.Order").refusal("javassist.Loader"))
        .contains("the application's own");
  }

  @Test
  void namesOfCachesThatAreNoPlainPathAreQuotedInTheSetting() {
    AllowList allowed = AllowList.of("com.acme.Users", List.of());
    assertThat(allowed.refusal(Gadget.class)).contains("caches.\"com.acme.Users\".serialization");
  }

  @Test
  void patternsNameClassesPackagesAndWhatIsBelow() {
    assertThat(Codecs.allowing(MY + "Gadget").permits(Gadget[][].class)).isTrue();
    assertThat(Codecs.allowing(PACKAGE + "*").permits(Gadget.class)).isTrue();
    assertThat(Codecs.allowing("io.github.dynamodbjcache.**").permits(Gadget.class)).isTrue();
    assertThat(Codecs.allowing("io.github.dynamodbjcache.*").permits(Gadget.class)).isFalse();
    assertThat(Codecs.allowing("io.github.dynamodb.**").permits(Gadget.class)).isFalse();
    for (String pattern : List.of("*", "**", "", "com.acme.", "com.*.Order", "com.acme.Or*")) {
      assertThatThrownBy(() -> Codecs.allowing(pattern))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("serialization.allow");
    }
  }

  @Test
  void declaredTypesAreAllowedAndWhatTheyPermitButObjectStandsForNothing() {
    AllowList allowed = AllowList.of("c", List.of(), Shape.class, Line[].class, Object.class);
    assertThat(allowed.permits(Circle.class)).isTrue();
    assertThat(allowed.permits(Line.class)).isTrue();
    assertThat(allowed.permits(Gadget.class)).isFalse();
  }

  @Test
  void anAllowedClassBringsItsSuperclasses() {
    JavaSerializer java = Codecs.java(MY + "Line");
    Line line = new Line(List.of("x"));
    line.inherited = "changed";
    assertThat(java.deserialize(java.serialize(line)))
        .isInstanceOfSatisfying(Line.class, l -> assertThat(l.inherited).isEqualTo("changed"));
    assertThatThrownBy(() -> java.serialize(new Base())).isInstanceOf(CodecException.class);
  }

  @Test
  void lambdasAndProxiesAreRefusedBothWays() throws IOException {
    JavaSerializer java = Codecs.java(PACKAGE + "*", Colour.class.getName());
    Supplier<String> lambda = (Supplier<String> & Serializable) () -> "x";
    assertThatThrownBy(() -> java.serialize(lambda)).hasMessageContaining("lambda");
    assertThatThrownBy(() -> java.deserialize(bytes(lambda))).isInstanceOf(CodecException.class);
    Object proxy =
        Proxy.newProxyInstance(
            Codecs.class.getClassLoader(),
            new Class<?>[] {Comparable.class, Serializable.class},
            (InvocationHandler & Serializable) (p, method, arguments) -> 0);
    assertThatThrownBy(() -> java.serialize(proxy)).hasMessageContaining("proxy");
    assertThatThrownBy(() -> java.deserialize(bytes(proxy))).hasMessageContaining("proxy");
  }

  @Test
  void whatIsNotSerializableIsNamed() {
    assertThatThrownBy(() -> Codecs.java(MY + "Line").serialize(new Line(new NotSerializable())))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll(MY + "Line", MY + "NotSerializable", "transient");
  }

  @Test
  void aGadgetNeverRuns() throws IOException {
    for (Object payload :
        List.of(
            new Gadget(),
            new ArrayList<>(List.of(new Gadget())),
            new HashMap<>(Map.of(1, new Gadget())),
            new Line(new Gadget()),
            new Object[] {new Gadget()})) {
      assertThatThrownBy(() -> Codecs.java(MY + "Line").deserialize(bytes(payload)))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining(MY + "Gadget");
      assertThat(Gadget.hasRun).isFalse();
    }
  }

  @Test
  void theFilterOfTheJvmStillCounts() throws IOException {
    ObjectInputFilter.Config.setSerialFilter(
        ObjectInputFilter.Config.createFilter("!" + MY + "VetoedByTheJvm"));
    JavaSerializer java = Codecs.java(PACKAGE + "*", Colour.class.getName());
    byte[] bytes = bytes(new VetoedByTheJvm(1));
    assertThatThrownBy(() -> java.deserialize(bytes))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("jdk.serialFilter");
    assertThatThrownBy(() -> java.serialize(new VetoedByTheJvm(1)))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("jdk.serialFilter");
  }

  @Test
  void nestedSetsEndSoon() throws IOException {
    Set<Object> root = new HashSet<>();
    Set<Object> left = root;
    Set<Object> right = new HashSet<>();
    // From the outside in, a set would be hashed over and over already here: so the inner ones are
    // filled later, which a stream keeps.
    for (int i = 0; i < 40; i++) {
      Set<Object> nextLeft = new HashSet<>();
      Set<Object> nextRight = new HashSet<>();
      nextLeft.add("x");
      left.add(nextLeft);
      left.add(nextRight);
      right.add(nextLeft);
      right.add(nextRight);
      left = nextLeft;
      right = nextRight;
    }
    byte[] bytes = bytes(root);
    assertThatThrownBy(() -> Codecs.java().deserialize(bytes))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("would hash more than");
  }

  @Test
  void claimsOfHugeArraysAndTablesAreRefused() throws IOException {
    byte[] array = bytes(new long[] {1});
    patch(array, array.length - 12, Integer.MAX_VALUE - 8);
    assertThatThrownBy(() -> Codecs.java().deserialize(array))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("more elements than its bytes");
    byte[] map = bytes(new HashMap<>());
    patch(map, map.length - 5, 1 << 28);
    assertThatThrownBy(() -> Codecs.java().deserialize(map))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("more elements than its bytes");
  }

  @Test
  void depthReferencesAndBytesAreLimited() throws IOException {
    Object nested = "x";
    for (int i = 0; i < 10_000; i++) {
      nested = new Object[] {nested};
    }
    Object value = nested;
    assertThatThrownBy(() -> Codecs.java().serialize(value)).hasMessageContaining("too deeply");
    Object[] tooDeep = new Object[1];
    Object[] inner = tooDeep;
    for (int i = 0; i < 250; i++) {
      inner[0] = new Object[1];
      inner = (Object[]) inner[0];
    }
    assertThatThrownBy(() -> Codecs.java().serialize(tooDeep))
        .hasMessageContaining("250 deep")
        .hasMessageContaining("users.serialization.max-depth = 252");
    byte[] deep = bytes(tooDeep);
    assertThatThrownBy(() -> Codecs.java().deserialize(deep)).hasMessageContaining("250 deep");
    JavaSerializer small =
        JavaSerializer.of(
            Codecs.allowing(),
            Codecs.class.getClassLoader(),
            new DeserializationLimits(20, 16, 10, 1000));
    assertThatThrownBy(() -> small.deserialize(small.serialize(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9))))
        .hasMessageContaining("10 objects");
    assertThatThrownBy(() -> small.deserialize(new byte[1001])).hasMessageContaining("1000");
  }

  @Test
  void truncatedTrailingAndRandomlyChangedBytesGiveCodecExceptionsOnly() {
    JavaSerializer java = Codecs.java(PACKAGE + "*", Colour.class.getName());
    byte[] good =
        java.serialize(new Line(new HashMap<>(Map.of("a", List.of(1, Colour.RED), "b", "c"))));
    for (int length = 0; length < good.length; length++) {
      byte[] cut = Arrays.copyOf(good, length);
      assertThatThrownBy(() -> java.deserialize(cut)).isInstanceOf(CodecException.class);
    }
    assertThatThrownBy(() -> java.deserialize(Arrays.copyOf(good, good.length + 1)))
        .isInstanceOf(CodecException.class);
    long seed = Long.getLong("codec.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] changed = good.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      try {
        java.deserialize(changed);
      } catch (CodecException expected) {
        assertThat(expected).as("seed %s", seed).hasMessageMatching("[\\x20-\\x7e…]*");
      }
    }
  }

  /** "Limits on arrays, bytes": a list that claims much in a long stream takes no memory. */
  @Test
  void aListClaimsNoMoreThanItsStreamCanFill() throws IOException {
    String padding = "x".repeat(8 << 20);
    byte[] bytes = bytes(new Object[] {padding, new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7))});
    byte[] beforeSize = {0x78, 0x70, 0, 0, 0, 7, 0x77, 4};
    patch(bytes, indexOf(bytes, beforeSize) + 2, 60_000_000);
    assertThatThrownBy(() -> Codecs.java().deserialize(bytes))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("claim more elements");
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = bytes.length - wanted.length; i >= 0; i--) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }

  @Test
  void largeListsAndSetsComeBack() {
    JavaSerializer java = Codecs.java();
    for (Object value :
        List.of(
            new ArrayList<>(Collections.nCopies(2_000_000, null)),
            new HashSet<>(IntStream.range(0, 300_000).boxed().toList()),
            new byte[3 << 20])) {
      assertThat(java.deserialize(java.serialize(value))).isEqualTo(value);
    }
  }

  @Test
  void classesAreThoseOfTheGivenLoader() throws ReflectiveOperationException {
    AllowList allowed = Codecs.allowing(MY + "Circle");
    ClassLoader other = new OwnCopies();
    byte[] bytes =
        JavaSerializer.of(allowed, Codecs.class.getClassLoader()).serialize(new Circle(3));
    Object found = JavaSerializer.of(allowed, other).deserialize(bytes);
    assertThat(found.getClass()).isNotSameAs(Circle.class).isSameAs(other.loadClass(MY + "Circle"));
    ClassLoader jdkOnly = ClassLoader.getPlatformClassLoader();
    assertThatThrownBy(() -> JavaSerializer.of(allowed, jdkOnly).deserialize(bytes))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll(MY + "Circle", "class loader");
  }

  /** Another application with the same classes. */
  private static final class OwnCopies extends ClassLoader {
    OwnCopies() {
      super(Codecs.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(MY) || findLoadedClass(name) != null) {
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

  private static void patch(byte[] bytes, int at, int number) {
    ByteBuffer.wrap(bytes).putInt(at, number);
  }

  private static byte[] bytes(Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    return bytes.toByteArray();
  }
}
