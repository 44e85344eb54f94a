package io.github.dynamodbjcache.internal.codec.key;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.java.GuardedObjectOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Serializable object taken apart: its primitive fields as bytes, the objects inside as they are.
 * Copies of it with another number in one of its int fields can be made, without access to fields,
 * and of final ones, too: by its class's own way of reading.
 *
 * <p>In the stream, each object inside is the text of its number, and each description of a class
 * the number of the class; so it is known where the fields lie.
 */
final class SerialForm {

  /** Before the descriptions: the stream's magic and version, and the object's mark. */
  private static final int HEAD_BYTES = 5;

  /** Of the description of a class: its mark, its number, its end. */
  private static final int CLASS_BYTES = 4;

  private static final int NULL_BYTES = 1;
  private static final int REFERENCE_BYTES = 5;

  private final byte[] bytes;
  private final List<Class<?>> classes;
  private final List<Object> inside;
  private final AllowList allowed;
  private final StandIns standIns;

  private SerialForm(byte[] bytes, Apart apart, AllowList allowed, StandIns standIns) {
    this.bytes = bytes;
    this.classes = apart.classes;
    this.inside = apart.inside;
    this.allowed = allowed;
    this.standIns = standIns;
  }

  /** True if the form of an object of that class may have int fields: not worth making, if not. */
  static boolean mayHaveIntFields(Class<?> type) {
    return levels(type).stream()
        .filter(level -> !writesItself(level))
        .map(ObjectStreamClass::lookup)
        .anyMatch(
            level ->
                Arrays.stream(level.getFields()).anyMatch(field -> field.getTypeCode() == 'I'));
  }

  /** Takes an object apart whose classes have to be allowed. */
  static SerialForm of(Object object, AllowList allowed, StandIns standIns) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Apart apart = new Apart(bytes, allowed)) {
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

  /**
   * An int field in the form.
   *
   * @param at where its bytes are
   */
  record IntField(Class<?> type, String name, int at, int value) {

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
    List<Class<?>> levels = levels();
    List<IntField> found = new ArrayList<>();
    int at = HEAD_BYTES + levels.size() * CLASS_BYTES + NULL_BYTES;
    for (int i = levels.size() - 1; i >= 0 && at > 0; i--) {
      at = addIntFields(levels.get(i), at, found);
    }
    return found;
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

  /** Gives where the fields of the next class begin, or 0 if that cannot be seen. */
  private int addIntFields(Class<?> type, int start, List<IntField> found) {
    if (writesItself(type)) {
      return 0;
    }
    int at = start;
    for (ObjectStreamField field : ObjectStreamClass.lookup(type).getFields()) {
      if (field.getTypeCode() == 'I') {
        found.add(new IntField(type, field.getName(), at, ByteBuffer.wrap(bytes).getInt(at)));
      }
      int size = field.isPrimitive() ? primitiveBytes(field.getTypeCode()) : objectBytes(at);
      if (size == 0) {
        return 0;
      }
      at += size;
    }
    return at;
  }

  private static boolean writesItself(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .anyMatch(
            method ->
                method.getName().equals("writeObject")
                    && Arrays.equals(
                        method.getParameterTypes(), new Class<?>[] {ObjectOutputStream.class}));
  }

  private static int primitiveBytes(char type) {
    return switch (type) {
      case 'Z', 'B' -> Byte.BYTES;
      case 'C', 'S' -> Short.BYTES;
      case 'J', 'D' -> Long.BYTES;
      default -> Integer.BYTES;
    };
  }

  /** Of one object inside; 0 if that cannot be seen. */
  private int objectBytes(int at) {
    return switch (bytes[at]) {
      case ObjectOutputStream.TC_NULL -> NULL_BYTES;
      case ObjectOutputStream.TC_REFERENCE -> REFERENCE_BYTES;
      case ObjectOutputStream.TC_STRING ->
          1 + Short.BYTES + ByteBuffer.wrap(bytes).getShort(at + 1);
      case ObjectOutputStream.TC_CLASS -> classBytes(at);
      default -> 0;
    };
  }

  /** A class as a value is described with its superclasses, up to one that was before. */
  private int classBytes(int start) {
    int at = start + 1;
    while (bytes[at] == ObjectOutputStream.TC_CLASSDESC) {
      at += CLASS_BYTES;
    }
    return at + (bytes[at] == ObjectOutputStream.TC_NULL ? NULL_BYTES : REFERENCE_BYTES) - start;
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
    private final List<Object> inside = new ArrayList<>();
    private boolean atRoot = true;

    Apart(ByteArrayOutputStream out, AllowList allowed) throws IOException {
      super(out, allowed);
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
      inside.add(object);
      return String.valueOf(inside.size() - 1);
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
