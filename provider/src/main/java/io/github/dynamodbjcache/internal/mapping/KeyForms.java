package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.mapping.KeyAttribute.Role;
import io.github.dynamodbjcache.table.AttributeType;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
   * The form of such keys.
   *
   * @throws Misfit if they cannot be keys
   */
  <K> KeyForm<K> of(MappingDefinition.Keys<K> keys) {
    if (keys instanceof MappingDefinition.Single<K> single) {
      return new SingleKey<>(List.of(attribute(Role.PARTITION, single.partition(), single.type())));
    }
    if (keys instanceof MappingDefinition.Pair<K> pair) {
      if (pair.partition().equals(pair.sort())) {
        throw new Misfit("cannot be the partition key and the sort key").in(pair.sort());
      }
      return new PairKey<>(
          List.of(
              attribute(Role.PARTITION, pair.partition(), pair.partitionType()),
              attribute(Role.SORT, pair.sort(), pair.sortType())));
    }
    return ofRecord(((MappingDefinition.OfRecord<K>) keys).type());
  }

  private <K> KeyForm<K> ofRecord(Class<K> type) {
    RecordComponent[] declared = type.getRecordComponents();
    if (declared == null || declared.length < 1 || declared.length > 2) {
      throw new Misfit("is no key: a record of one or two components").in(type.getSimpleName());
    }
    List<Component> components = new ArrayList<>();
    List<KeyAttribute> attributes = new ArrayList<>();
    for (RecordComponent each : declared) {
      Component component =
          Component.of(each.getName(), each.getAccessor(), Map.of(), new Shapes(), names);
      components.add(component);
      Role role = attributes.isEmpty() ? Role.PARTITION : Role.SORT;
      attributes.add(checked(role, component.attribute(), component.shape()));
    }
    MethodHandle constructor = RecordPlans.constructor(type);
    return new RecordKey<>(
        type, components, values -> (Object) constructor.invokeExact(values), attributes);
  }

  private KeyAttribute attribute(Role role, String name, Class<?> type) {
    try {
      Shape converted = names.converted(names.component(name));
      if (converted != null) {
        return checked(role, name, converted);
      }
      return checked(
          role, name, type == Object.class ? untyped(name) : new Shapes().of(Declared.of(type)));
    } catch (Misfit e) {
      throw e.in(name);
    }
  }

  /** As the component of the value has it, else as the table does. */
  private Shape untyped(String name) {
    Shape shape = values.shape(name, null);
    if (shape instanceof PrimitiveShape primitive) {
      return primitive.boxed();
    }
    return shape instanceof OptionalShape optional ? optional.of() : shape;
  }

  private KeyAttribute checked(Role role, String name, Shape shape) {
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
