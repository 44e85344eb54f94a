package io.github.dynamodbjcache.internal.codec.key;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.java.GuardedObjectOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A Serializable object taken apart: its primitive fields as bytes, the objects inside as they are.
 * Copies of it with another number in one of its int fields can be made, without access to fields,
 * and of final ones, too: by its class's own way of reading.
 *
 * <p>In the stream, each object inside is the text of its number, and each description of a class
 * the number of the class; so it is known where the fields lie.
 */
final class SerialForm {

  private final byte[] bytes;
  private final List<Class<?>> classes;
  private final List<Object> inside;
  private final AllowList allowed;
  private final StandIns standIns;

  private SerialForm(byte[] bytes, Apart apart, AllowList allowed, StandIns standIns) {
    this.bytes = bytes;
    this.classes = apart.classes;
    this.inside = apart.numbers.inside;
    this.allowed = allowed;
    this.standIns = standIns;
  }

  /** True if the form of an object of that class may have int fields: not worth making, if not. */
  static boolean mayHaveIntFields(Class<?> type) {
    return levels(type).stream()
        .filter(level -> !FieldsInBytes.writesItself(level))
        .map(ObjectStreamClass::lookup)
        .anyMatch(
            level ->
                Arrays.stream(level.getFields()).anyMatch(field -> field.getTypeCode() == 'I'));
  }

  /** Takes an object apart whose classes have to be allowed. */
  static SerialForm of(Object object, AllowList allowed, StandIns standIns) {
    return of(object, allowed, standIns, new Numbers(new IdentityHashMap<>(), each -> each));
  }

  private static SerialForm of(
      Object object, AllowList allowed, StandIns standIns, Numbers numbers) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Apart apart = new Apart(bytes, allowed, numbers)) {
      apart.writeObject(object);
      apart.flush();
      return new SerialForm(bytes.toByteArray(), apart, allowed, standIns);
    } catch (IOException e) {
      throw new CodecException(
          "The key class " + object.getClass().getName() + " cannot be serialized.", e);
    }
  }

  /** The form of another object. */
  SerialForm of(Object other) {
    return of(other, allowed, standIns);
  }

  /** The form of another object, in which objects inside of one text are one. */
  SerialForm byText(Object other, Function<Object, String> text) {
    return of(
        other,
        allowed,
        standIns,
        new Numbers(new HashMap<>(), each -> text.apply(standIns.original(each))));
  }

  /**
   * An int field in the form.
   *
   * @param at where its bytes are
   */
  record IntField(Class<?> type, String name, int at, int value) {

    /** The same field of another form. */
    IntField in(SerialForm other) {
      return other.intFields().stream()
          .filter(field -> field.type() == type && field.name().equals(name))
          .findFirst()
          .orElseThrow();
    }

    IntField holding(int number) {
      return new IntField(type, name, at, number);
    }
  }

  /** True if classes are among the values. */
  boolean hasClasses() {
    return classes.size() > levels().size();
  }

  /** The objects inside, in their order. */
  List<Object> inside() {
    return inside.stream().map(standIns::original).toList();
  }

  /** What is left of the form without the objects inside and the number in that field. */
  byte[] without(IntField field) {
    StringBuilder description = new StringBuilder(field.name());
    for (Class<?> type : classes) {
      ObjectStreamClass described = ObjectStreamClass.lookupAny(type);
      description.append('\n').append(described.getName());
      description.append(' ').append(described.getSerialVersionUID());
      for (ObjectStreamField each : described.getFields()) {
        description.append('\n').append(each.getTypeCode()).append(' ').append(each.getName());
      }
    }
    byte[] head = description.append("\n\n").toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(head.length + bytes.length)
        .put(head)
        .put(bytes)
        .putInt(head.length + field.at(), 0)
        .array();
  }

  /** The int fields; not those of classes whose own {@code writeObject} may hide where they lie. */
  List<IntField> intFields() {
    return new FieldsInBytes(bytes).intFields(levels());
  }

  private List<Class<?>> levels() {
    return levels(classes.get(0));
  }

  /** A class and its superclasses that are Serializable, too. */
  private static List<Class<?>> levels(Class<?> lowest) {
    List<Class<?>> levels = new ArrayList<>();
    for (Class<?> type = lowest;
        type != null && Serializable.class.isAssignableFrom(type);
        type = type.getSuperclass()) {
      levels.add(type);
    }
    return levels;
  }

  /**
   * The object with another number in a field, with the same objects inside.
   *
   * @throws IOException if its class refuses it
   */
  Object with(IntField field, int number) throws IOException {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).putInt(field.at(), number);
    return together(changed, inside());
  }

  /**
   * The object with others inside.
   *
   * @param others in the order of {@link #inside}
   * @throws IOException if its class refuses it
   */
  Object around(List<Object> others) throws IOException {
    return together(bytes, others);
  }

  private Object together(byte[] numbers, List<Object> objects) throws IOException {
    try (Together together = new Together(numbers, objects)) {
      return together.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException(e); // Not possible: it was there when the object was taken apart.
    }
  }

  private static final class Apart extends GuardedObjectOutputStream {
    private final List<Class<?>> classes = new ArrayList<>();
    private final Numbers numbers;
    private boolean atRoot = true;

    Apart(ByteArrayOutputStream out, AllowList allowed, Numbers numbers) throws IOException {
      super(out, allowed);
      this.numbers = numbers;
    }

    @Override
    protected void writeClassDescriptor(ObjectStreamClass description) throws IOException {
      writeShort(classes.size());
      classes.add(description.forClass());
    }

    @Override
    protected Object replaceObject(Object object) {
      if (atRoot) {
        atRoot = false;
        return super.replaceObject(object);
      }
      return numbers.of(object);
    }
  }

  /** Gives objects their numbers: the same to those that are the same in some way. */
  private static final class Numbers {
    private final Map<Object, String> known;
    private final Function<Object, Object> sameness;
    private final List<Object> inside = new ArrayList<>();

    Numbers(Map<Object, String> known, Function<Object, Object> sameness) {
      this.known = known;
      this.sameness = sameness;
    }

    /** One String for a number: the stream writes its second occurrence as a reference. */
    String of(Object object) {
      return known.computeIfAbsent(
          sameness.apply(object),
          fresh -> {
            inside.add(object);
            return String.valueOf(inside.size() - 1);
          });
    }
  }

  private final class Together extends ObjectInputStream {
    private final List<Object> objects;

    Together(byte[] numbers, List<Object> objects) throws IOException {
      super(new ByteArrayInputStream(numbers));
      this.objects = objects;
      enableResolveObject(true);
    }

    @Override
    protected ObjectStreamClass readClassDescriptor() throws IOException {
      return ObjectStreamClass.lookupAny(classes.get(readUnsignedShort()));
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) {
      return description.forClass();
    }

    @Override
    protected Object resolveObject(Object object) {
      return object instanceof String number ? objects.get(Integer.parseInt(number)) : object;
    }
  }
}
