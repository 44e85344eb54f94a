package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.Item;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The shapes of declared types. For one thread, when a mapping is checked. */
final class Shapes {

  /** Types that go deeper hold nothing that DynamoDB could, and may have no end. */
  private static final int MOST_NESTED = 2 * Shape.MOST_LEVELS;

  private static final ClassValue<Shape> RECORDS =
      new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
          return new Shapes().of(Declared.of(type));
        }
      };

  private final Map<Declared, ObjectShape> objects = new HashMap<>();
  private int nested;

  /** The shape of a record whose type nobody has declared, but its own class. */
  static Shape ofRecord(Class<?> type) {
    return RECORDS.get(type);
  }

  /**
   * The shape of a declared type.
   *
   * @throws Misfit if it has none
   */
  Shape of(Declared type) {
    Class<?> raw = MethodType.methodType(type.raw()).wrap().returnType();
    Shape scalar = scalar(raw);
    if (scalar != null) {
      return scalar;
    }
    if (++nested > MOST_NESTED) {
      throw new Misfit("nests types without end");
    }
    try {
      return nesting(type);
    } finally {
      nested--;
    }
  }

  private static @Nullable Shape scalar(Class<?> raw) {
    if (raw == Object.class) {
      return DocumentShape.INSTANCE;
    }
    if (raw == Boolean.class) {
      return BooleanShape.INSTANCE;
    }
    if (raw == Item.class) {
      return ItemShape.INSTANCE;
    }
    Shape number = NumberShape.of(raw);
    if (number != null) {
      return number;
    }
    Shape bytes = BinaryShape.of(raw);
    return bytes == null ? Texts.of(raw) : bytes;
  }

  private Shape nesting(Declared type) {
    if (type.raw() == Optional.class) {
      return new OptionalShape(of(type.argument(0)));
    }
    if (type.raw().isArray()) {
      return new ArrayShape(type.raw().getComponentType(), of(type.argument(0)));
    }
    Shape container = Containers.of(type, this);
    return container == null ? object(type) : container;
  }

  /** Known before its components are, as one of them may be of the same type. */
  private Shape object(Declared type) {
    ObjectShape known = objects.get(type);
    if (known != null) {
      return known;
    }
    ObjectShape shape = new ObjectShape(type.raw());
    objects.put(type, shape);
    shape.complete(ObjectPlan.of(type, this, ComponentNames.AS_DECLARED));
    return shape;
  }
}
