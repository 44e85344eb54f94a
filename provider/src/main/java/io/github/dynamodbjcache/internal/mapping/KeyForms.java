package io.github.dynamodbjcache.internal.mapping;

import static java.util.Objects.requireNonNull;

import io.github.dynamodbjcache.table.AttributeType;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the form of a table's keys.
 *
 * @param names what was said of single components, which keys may be as well
 * @param values what the values are, whose components tell the types of untyped keys
 * @param inTable the types that the table's key attributes have; empty if the table is not known
 */
record KeyForms(ComponentNames names, ValueForm<?> values, Map<String, AttributeType> inTable) {

  private static final Set<AttributeType> OF_KEYS =
      EnumSet.of(AttributeType.S, AttributeType.N, AttributeType.B);

  /**
   * A key attribute as the mapping alone says it.
   *
   * @param component of a key that is a record; null for other keys
   */
  private record Part(KeyRole role, String name, Shape shape, @Nullable Component component) {}

  /**
   * The form of such keys.
   *
   * @throws Misfit if they cannot be keys
   */
  <K> KeyForm<K> of(MappingDefinition.Keys<K> keys) {
    List<Part> parts = parts(keys);
    List<KeyAttribute> attributes = parts.stream().map(this::typed).toList();
    if (keys instanceof MappingDefinition.OfRecord<K> ofRecord) {
      MethodHandle constructor = RecordPlans.constructor(ofRecord.type());
      return new RecordKey<>(
          ofRecord.type(),
          parts.stream().map(part -> requireNonNull(part.component())).toList(),
          values -> (Object) constructor.invokeExact(values),
          attributes);
    }
    return keys instanceof MappingDefinition.Single<K>
        ? new SingleKey<>(attributes)
        : new PairKey<>(attributes);
  }

  /** The key attributes, each with its type if that can be told without the table. */
  List<ItemMapping.DeclaredKey> declared(MappingDefinition.Keys<?> keys) {
    return parts(keys).stream()
        .map(part -> new ItemMapping.DeclaredKey(part.name(), part.shape().type()))
        .toList();
  }

  private List<Part> parts(MappingDefinition.Keys<?> keys) {
    if (keys instanceof MappingDefinition.Single<?> single) {
      return List.of(part(KeyRole.PARTITION, single.partition(), single.type()));
    }
    if (keys instanceof MappingDefinition.Pair<?> pair) {
      if (pair.partition().equals(pair.sort())) {
        throw new Misfit("cannot be the partition key and the sort key").in(pair.sort());
      }
      return List.of(
          part(KeyRole.PARTITION, pair.partition(), pair.partitionType()),
          part(KeyRole.SORT, pair.sort(), pair.sortType()));
    }
    return ofRecord(((MappingDefinition.OfRecord<?>) keys).type());
  }

  private List<Part> ofRecord(Class<?> type) {
    RecordComponent[] declared = type.getRecordComponents();
    if (declared == null || declared.length < 1 || declared.length > 2) {
      throw new Misfit("is no key: a record of one or two components").in(type.getSimpleName());
    }
    List<Part> parts = new ArrayList<>();
    for (RecordComponent each : declared) {
      Component component =
          Component.of(each.getName(), each.getAccessor(), Map.of(), new Shapes(), names);
      KeyRole role = parts.isEmpty() ? KeyRole.PARTITION : KeyRole.SORT;
      parts.add(new Part(role, component.attribute(), component.shape(), component));
    }
    return parts;
  }

  private Part part(KeyRole role, String name, Class<?> type) {
    try {
      return new Part(role, name, shape(name, type), null);
    } catch (Misfit e) {
      throw e.in(name);
    }
  }

  private Shape shape(String name, Class<?> type) {
    Shape converted = names.converted(names.component(name));
    if (converted != null) {
      return converted;
    }
    return type == Object.class ? untyped(name) : new Shapes().of(Declared.of(type));
  }

  /** As the component of the value has it, else as the table does. */
  private Shape untyped(String name) {
    Shape shape = values.shape(name, null);
    if (shape instanceof PrimitiveShape primitive) {
      return primitive.boxed();
    }
    return shape instanceof OptionalShape optional ? optional.of() : shape;
  }

  private KeyAttribute typed(Part part) {
    try {
      return checked(part.role(), part.name(), part.shape());
    } catch (Misfit e) {
      throw e.in(part.name());
    }
  }

  private KeyAttribute checked(KeyRole role, String name, Shape shape) {
    AttributeType type = shape.type() == null ? inTable.get(name) : shape.type();
    if (type == null) {
      throw new Misfit(
          inTable.isEmpty()
              ? "is a key of no type: say which, as in key(\"" + name + "\", String.class)"
              : "is no key attribute of the table, which has " + inTable.keySet());
    }
    if (!OF_KEYS.contains(type)) {
      throw new Misfit("cannot be a key: it is stored as " + type + ", and keys are S, N or B");
    }
    for (Shape ofComponent : values.shapes(name)) {
      if (ofComponent.type() != null && ofComponent.type() != type) {
        throw new Misfit(
            "is a key of type "
                + type
                + ", and the component of the value is "
                + ofComponent.shown());
      }
    }
    return new KeyAttribute(role, name, type, shape);
  }
}
