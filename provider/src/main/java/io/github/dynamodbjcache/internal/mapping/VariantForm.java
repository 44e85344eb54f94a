package io.github.dynamodbjcache.internal.mapping;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Values that are records of several classes, which a sealed type permits. An attribute says of
 * which, by its simple name; only permitted names are ever made into objects.
 */
final class VariantForm<V> implements ValueForm<V> {

  private final Class<V> sealedType;
  private final String typeAttribute;
  private final Map<String, ObjectPlan> plans = new LinkedHashMap<>();
  private final Set<String> attributes = new HashSet<>();
  private final Set<String> components = new HashSet<>();

  VariantForm(Class<V> sealedType, String typeAttribute, ComponentNames names) {
    this.sealedType = sealedType;
    this.typeAttribute = Limits.name(typeAttribute);
    attributes.add(typeAttribute);
    for (Class<?> variant : Variants.of(sealedType)) {
      try {
        ObjectPlan plan = ObjectPlan.of(Declared.of(variant), new Shapes(), names);
        add(variant, plan);
      } catch (Misfit e) {
        throw e.in(variant.getSimpleName());
      }
    }
  }

  private void add(Class<?> variant, ObjectPlan plan) {
    if (plan.attributes().contains(typeAttribute)) {
      throw new Misfit("is the type attribute, which no component can be").in(typeAttribute);
    }
    if (plans.put(variant.getSimpleName(), plan) != null) {
      throw new Misfit(
          "is the simple name of two variants, by which nothing could tell them apart");
    }
    attributes.addAll(plan.attributes());
    components.addAll(plan.names());
  }

  @Override
  public Class<?> javaType() {
    return sealedType;
  }

  @Override
  public Map<String, AttributeValue> write(V value) {
    Map<String, AttributeValue> written = planOf(value).write(value, /* level= */ 1);
    written.put(typeAttribute, AttributeValue.fromS(value.getClass().getSimpleName()));
    return written;
  }

  @Override
  public @Nullable AttributeValue write(V value, String attribute) {
    return planOf(value).write(value, attribute);
  }

  private ObjectPlan planOf(V value) {
    return Objects.requireNonNull(plans.get(value.getClass().getSimpleName()));
  }

  @Override
  @SuppressWarnings("unchecked") // Its plans make objects of the classes that it permits.
  public V read(Map<String, AttributeValue> key, Map<String, AttributeValue> data) {
    AttributeValue name = data.get(typeAttribute);
    if (name == null || name.s() == null) {
      throw new Misfit(
              name == null
                  ? "is missing, which says of which variant the item is"
                  : "is of type " + Misfit.letters(name) + ", expected S (the name of a variant)")
          .in(typeAttribute);
    }
    ObjectPlan plan = plans.get(name.s());
    if (plan == null) {
      throw new Misfit("names no variant; there are " + plans.keySet()).in(typeAttribute);
    }
    return (V) plan.read(data, key);
  }

  @Override
  public Set<String> attributes() {
    return Set.copyOf(attributes);
  }

  @Override
  public Set<String> components() {
    return Set.copyOf(components);
  }

  @Override
  public List<Shape> shapes(String attribute) {
    if (attribute.equals(typeAttribute)) {
      return List.of(Texts.STRING);
    }
    return plans.values().stream()
        .map(plan -> plan.shape(attribute))
        .filter(Objects::nonNull)
        .map(VariantForm::ofAnyVariant)
        .toList();
  }

  @Override
  public @Nullable Shape shapeOf(V value, String attribute) {
    return planOf(value).shape(attribute);
  }

  /** What one variant cannot do without, another may not have. */
  private static Shape ofAnyVariant(Shape shape) {
    return shape instanceof PrimitiveShape primitive ? primitive.boxed() : shape;
  }

  /** Where variants have different types for one name, the value says which is meant. */
  @Override
  public Shape shape(String attribute, @Nullable Object value) {
    if (value != null) {
      for (Shape shape : shapes(attribute)) {
        if (takes(shape, value)) {
          return shape;
        }
      }
    }
    return ValueForm.super.shape(attribute, value);
  }

  private static boolean takes(Shape shape, Object value) {
    try {
      shape.operand(value);
      return true;
    } catch (Misfit e) {
      return false;
    }
  }
}
