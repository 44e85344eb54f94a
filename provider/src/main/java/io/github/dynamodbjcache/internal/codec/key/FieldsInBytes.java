package io.github.dynamodbjcache.internal.codec.key;

import io.github.dynamodbjcache.internal.codec.key.SerialForm.IntField;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.ObjectStreamField;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the fields of an object lie in the bytes of its {@link SerialForm}. */
final class FieldsInBytes {

  /** Before the descriptions: the stream's magic and version, and the object's mark. */
  private static final int HEAD_BYTES = 5;

  /** Of the description of a class: its mark, its number, its end. */
  private static final int CLASS_BYTES = 4;

  private static final int NULL_BYTES = 1;
  private static final int REFERENCE_BYTES = 5;

  private final ByteBuffer bytes;

  FieldsInBytes(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes);
  }

  /**
   * The int fields that can be seen.
   *
   * @param levels the object's class and its superclasses; the fields of the highest come first
   */
  List<IntField> intFields(List<Class<?>> levels) {
    List<IntField> found = new ArrayList<>();
    int at = HEAD_BYTES + levels.size() * CLASS_BYTES + NULL_BYTES;
    for (int i = levels.size() - 1; i >= 0 && at > 0; i--) {
      at = addIntFields(levels.get(i), at, found);
    }
    return found;
  }

  /** Gives where the fields of the next class begin, or 0 if that cannot be seen. */
  private int addIntFields(Class<?> type, int start, List<IntField> found) {
    if (writesItself(type)) {
      return 0;
    }
    int at = start;
    for (ObjectStreamField field : ObjectStreamClass.lookup(type).getFields()) {
      if (field.getTypeCode() == 'I') {
        found.add(new IntField(type, field.getName(), at, bytes.getInt(at)));
      }
      int size = field.isPrimitive() ? primitiveBytes(field.getTypeCode()) : objectBytes(at);
      if (size == 0) {
        return 0;
      }
      at += size;
    }
    return at;
  }

  /** True if a class has a {@code writeObject}, of which nobody knows what it writes. */
  static boolean writesItself(Class<?> type) {
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
    return switch (bytes.get(at)) {
      case ObjectOutputStream.TC_NULL -> NULL_BYTES;
      case ObjectOutputStream.TC_REFERENCE -> REFERENCE_BYTES;
      case ObjectOutputStream.TC_STRING -> 1 + Short.BYTES + bytes.getShort(at + 1);
      case ObjectOutputStream.TC_CLASS -> classBytes(at);
      default -> 0;
    };
  }

  /** A class as a value is described with its superclasses, up to one that was before. */
  private int classBytes(int start) {
    int at = start + 1;
    while (bytes.get(at) == ObjectOutputStream.TC_CLASSDESC) {
      at += CLASS_BYTES;
    }
    return at
        + (bytes.get(at) == ObjectOutputStream.TC_NULL ? NULL_BYTES : REFERENCE_BYTES)
        - start;
  }
}
