package io.github.dynamodbjcache.internal.codec.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.Codecs;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** "What is written can be read": what could not be is refused when it is written. */
class WrittenMeansReadableTest {

  private static final String PACKAGE = WrittenMeansReadableTest.class.getPackageName() + ".*";

  private static final AtomicInteger READ = new AtomicInteger();

  private final JavaSerializer java = Codecs.java(PACKAGE);

  @BeforeEach
  void forget() {
    READ.set(0);
  }

  /** Counts how often one is read. */
  record Counted(String text) implements Serializable {
    Counted {
      READ.incrementAndGet();
    }
  }

  /** Takes part in its own reading, and counts it. */
  static final class OwnReading implements Serializable {
    private static final long serialVersionUID = 1L;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      READ.incrementAndGet();
    }
  }

  static class NoWayToMake {
    NoWayToMake(String needed) {
      Objects.requireNonNull(needed);
    }
  }

  static final class CannotBeMade extends NoWayToMake implements Serializable {
    private static final long serialVersionUID = 1L;

    CannotBeMade() {
      super("x");
    }
  }

  /** Cannot be hashed once it was read. */
  static final class LosesItsHash implements Serializable {
    private static final long serialVersionUID = 1L;
    private final transient String name = String.valueOf("x");

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof LosesItsHash that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /** Equal by an id that is an object, as JPA's entities are: read after what refers to it. */
  static final class Entity implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Set<Entity> children = new HashSet<>();
    private final @Nullable Entity parent;
    private final Long id;

    Entity(long id, @Nullable Entity parent) {
      this.id = id;
      this.parent = parent;
      if (parent != null) {
        parent.children.add(this);
      }
    }

    Set<Entity> children() {
      return children;
    }

    @Nullable Entity parent() {
      return parent;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Entity that && Objects.equals(id, that.id);
    }

    @Override
    public int hashCode() {
      return Objects.hashCode(id);
    }
  }

  record Knot(String name, List<Object> ends) implements Serializable {}

  static final class Wide implements Serializable {
    private static final long serialVersionUID = 1L;
    private ArrayList<Object> list = new ArrayList<>();
    private Object any = list;

    Object[] both() {
      return new Object[] {list, any};
    }
  }

  @Test
  void aPlainClassIsReadBackOnce() {
    for (int i = 0; i < 3; i++) {
      java.serialize(new ArrayList<>(List.of(new Counted("x"))));
    }
    assertThat(READ).hasValue(3 + 1);
  }

  @Test
  void whatTakesPartInItsOwnReadingIsReadBackEachTime() {
    for (int i = 0; i < 3; i++) {
      java.serialize(new OwnReading());
    }
    assertThat(READ).hasValue(3);
  }

  @Test
  void aClassWhoseObjectsCannotBeMadeIsRefused() {
    assertThatThrownBy(() -> java.serialize(new CannotBeMade()))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("CannotBeMade", "not written", "InvalidClassException");
  }

  /** Known to be readable is not known to be hashable. */
  @Test
  void whatLosesItsHashIsRefusedWhereItIsHashedOnly() {
    assertThat(java.serialize(new ArrayList<>(List.of(new LosesItsHash())))).isNotEmpty();
    for (Object value :
        List.of(
            new HashSet<>(Set.of(new LosesItsHash())),
            new HashMap<>(Map.of(List.of(new LosesItsHash()), 1)))) {
      assertThatThrownBy(() -> java.serialize(value))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("NullPointerException");
    }
    assertThat(java.serialize(new HashMap<>(Map.of(1, new LosesItsHash())))).isNotEmpty();
  }

  /** Equal by how many it knows: known only when all is read. */
  static final class Counting implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Set<Counting> others = new HashSet<>();

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Counting that && that.others.size() == others.size();
    }

    @Override
    public int hashCode() {
      return others.size();
    }
  }

  /** The JDK fills a set before its elements are complete, which it then does not find. */
  @Test
  void setsOfEntitiesThatKnowEachOtherComeBackWhole() {
    Entity parent = new Entity(1, null);
    List<Entity> children = new ArrayList<>();
    for (int i = 2; i < 20; i++) {
      children.add(new Entity(i, parent));
    }
    for (Object value : List.of(parent, children.get(5), new HashSet<>(children), children)) {
      Object found = java.deserialize(java.serialize(value));
      Entity one =
          found instanceof Entity entity
              ? entity
              : (Entity) ((Collection<?>) found).iterator().next();
      Entity top = one.parent() == null ? one : one.parent();
      assertThat(top.children()).hasSize(18).allMatch(each -> top.children().contains(each));
      assertThat(top.children()).allMatch(each -> each.parent() == top);
    }
  }

  @Test
  void aSetThatWouldNotFindItsElementsEvenThenIsRefused() {
    Counting one = new Counting();
    Counting other = new Counting();
    one.others.add(other);
    other.others.add(one);
    other.others.add(new Counting());
    assertThatThrownBy(() -> java.serialize(one))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("in a circle", "List", "transient");
  }

  /** The JDK reads null in place of a record that is not made yet, without a word. */
  @Test
  void aRecordThatContainsItselfIsRefused() {
    Knot knot = new Knot("x", new ArrayList<>());
    knot.ends().add(knot);
    assertThatThrownBy(() -> java.serialize(knot))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("the record", "Knot", "refers back");
  }

  @Test
  void aViewThatItsFieldCannotHoldIsRefusedAndElsewhereIsAPlainCollection() {
    Wide wide = new Wide();
    wide.any = new ArrayList<>(List.of(1, 2, 3)).subList(1, 3);
    assertThat(java.deserialize(java.serialize(wide)))
        .isInstanceOfSatisfying(
            Wide.class,
            found -> assertThat(found.both()).containsExactly(List.of(), List.of(2, 3)));
  }

  @Test
  void aUrlIsStoredButNeverWhereItWouldBeHashed() throws IOException {
    URL url = new URL("http://no-such-host.invalid/a?b#c");
    assertThat(java.deserialize(java.serialize(url))).hasToString(url.toString());
    assertThat(java.serialize(new ArrayList<>(List.of(url)))).isNotEmpty();
    Map<Object, Object> values = new HashMap<>(Map.of("home", url));
    assertThat(java.serialize(values)).isNotEmpty();
    Set<Object> hashed = new HashSet<>();
    hashed.add(List.of(url));
    assertThatThrownBy(() -> java.serialize(hashed))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("java.net.URL", "java.net.URI");
  }

  @Test
  void allThatAValueLacksIsNamedAtOnce() {
    AllowList nothing = AllowList.of("c", List.of());
    JavaSerializer strict =
        JavaSerializer.of(nothing, WrittenMeansReadableTest.class.getClassLoader());
    assertThatThrownBy(
            () -> strict.serialize(List.of(new Counted("x"), Map.of(1, new OwnReading()))))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll(
            "WrittenMeansReadableTest$Counted, ",
            "WrittenMeansReadableTest$OwnReading are not allowed",
            "dynamodb-jcache.caches.c.serialization.allow = [\"" + PACKAGE + "\"]");
  }

  /** Copies its set when it is read, as one should with what comes from outside. */
  static final class Copying implements Serializable {
    private static final long serialVersionUID = 1L;
    private Set<UUID> ids = new HashSet<>(Set.of(new UUID(1, 2)));

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      ids = new HashSet<>(ids);
    }
  }

  record CopyingRecord(Set<UUID> ids) implements Serializable {
    CopyingRecord {
      ids = new HashSet<>(ids);
    }
  }

  /** In a circle with its own set, beside something else. */
  static final class Circular implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Object beside;
    private final Set<Circular> links = new HashSet<>();
    private final String name = String.valueOf("circular"); // read, as no constant is
    private @Nullable URL zone;

    Circular(Object beside) {
      this.beside = beside;
      links.add(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Circular that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  /** Their content is copied before the late tables are filled. */
  @Test
  void concurrentCollectionsBesideACircleKeepTheirContent() {
    Map<UUID, Integer> map = Map.of(new UUID(1, 2), 1, new UUID(3, 4), 2);
    for (Object concurrent :
        List.of(
            new ConcurrentHashMap<>(map),
            new ConcurrentHashMap<>(map).keySet(),
            new ConcurrentSkipListMap<>(map))) {
      Circular read = (Circular) roundTrip(new Circular(concurrent));
      assertThat(read.beside).isEqualTo(concurrent).hasSameClassAs(concurrent);
      assertThat(read.links).containsExactly(read);
    }
  }

  @Test
  void whatCopiesASetBeforeItIsFilledIsRefused() {
    for (Object copying : List.of(new Copying(), new CopyingRecord(Set.of(new UUID(1, 2))))) {
      assertThatThrownBy(() -> java.serialize(new Circular(copying)))
          .isInstanceOf(CodecException.class)
          .hasMessageContainingAll("copies a set or map", "transient");
      assertThat(java.serialize(copying)).isNotEmpty();
    }
  }

  /** The class may ask for it when it is hashed, which is when all of it is there. */
  @Test
  void aUrlInACircleIsNotHashed() throws Exception {
    Circular page = new Circular("x");
    page.zone = new URL("http://no-such-host.invalid/");
    assertThatThrownBy(() -> java.serialize(page))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("java.net.URL");
  }

  /** Whoever takes a deque gets one. */
  @Test
  void viewsOfDequesAreDeques() {
    assumeTrue(Runtime.version().feature() >= 21, "reversed() is of JDK 21");
    for (Collection<?> deque :
        List.of(
            new ArrayDeque<>(List.of(1, 2)),
            new LinkedList<>(List.of(1, 2)),
            new ConcurrentLinkedDeque<>(List.of(1, 2)))) {
      assertThat(roundTrip(call(deque, "reversed")))
          .isInstanceOf(Deque.class)
          .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
          .containsExactly(2, 1);
    }
    Object entry = call(new LinkedHashMap<>(Map.of(1, 2)), "firstEntry");
    assertThat(roundTrip(entry)).isEqualTo(entry);
  }

  private static Object call(Object object, String method) {
    try {
      return object.getClass().getMethod(method).invoke(object);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Object roundTrip(Object value) {
    return java.deserialize(java.serialize(value));
  }

  /** Writes itself beside its fields. */
  static final class Selfish implements Serializable {
    private static final long serialVersionUID = 1L;

    private void writeObject(ObjectOutputStream out) throws IOException {
      out.defaultWriteObject();
      out.writeObject(this);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      assertThat(in.readObject()).isSameAs(this);
    }
  }

  @Test
  void aClassThatWritesItselfBesideItsFieldsIsRead() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(roundTrip(new Selfish())).isNotNull());
  }

  /** As classes do that must not be stored. */
  static final class Refusing implements Serializable {
    private static final long serialVersionUID = 1L;

    private void writeObject(ObjectOutputStream out) throws IOException {
      throw new NotSerializableException("keep me out");
    }
  }

  @Test
  void aClassThatRefusesToBeWrittenIsHeard() {
    assertThatThrownBy(() -> java.serialize(List.of(new Refusing())))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("refuses", "Refusing.writeObject")
        .hasMessageNotContaining("allow = ");
  }
}
