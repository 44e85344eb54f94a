package io.github.dynamodbjcache.internal.mapping;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How the objects of one class are attributes: made once, then without any reflection. */
final class ObjectPlan {

  private final Component[] components;
  private final Maker maker;
  private final Map<String, Component> byAttribute;

  private ObjectPlan(List<Component> components, Maker maker) {
    this.components = components.toArray(new Component[0]);
    this.maker = maker;
    Map<String, Component> named = new LinkedHashMap<>();
    for (Component each : components) {
      Component other = named.put(each.attribute(), each);
      if (other != null) {
        throw new Misfit("is the attribute of two components: " + other.name() + " as well")
            .in(each.name());
      }
    }
    this.byAttribute = Collections.unmodifiableMap(named);
  }

  /** Makes an object of the values of its components. */
  interface Maker {

    /** The new object; may throw whatever user code throws. */
    @SuppressWarnings("IllegalThrows") // As method handles do.
    Object make(@Nullable Object[] values) throws Throwable;
  }

  /**
   * The plan of a record or a bean.
   *
   * @throws Misfit if a component has no shape
   */
  static ObjectPlan of(Declared type, Shapes shapes, ComponentNames names) {
    return type.raw().isRecord()
        ? RecordPlans.of(type, shapes, names)
        : BeanPlans.of(type, shapes, names);
  }

  static ObjectPlan of(List<Component> components, Maker maker) {
    return new ObjectPlan(components, maker);
  }

  /** The attributes of an object, in a map that may be changed. */
  Map<String, AttributeValue> write(Object object, int level) {
    return writeWithout(Set.of(), object, level);
  }

  /** The same but for those attributes. */
  Map<String, AttributeValue> writeWithout(Set<String> names, Object object, int level) {
    Map<String, AttributeValue> attributes = new HashMap<>(MapShape.capacity(components.length));
    for (Component each : components) {
      AttributeValue written = names.contains(each.attribute()) ? null : each.write(object, level);
      if (written != null) {
        attributes.put(each.attribute(), written);
      }
    }
    return attributes;
  }

  /** The attribute of one component of an object; null if it has none. */
  @Nullable AttributeValue write(Object object, String attribute) {
    Component component = byAttribute.get(attribute);
    return component == null ? null : component.write(object, /* level= */ 1);
  }

  /**
   * The object of some attributes; others are ignored.
   *
   * @param further where to look for those that are missing
   */
  Object read(Map<String, AttributeValue> attributes, Map<String, AttributeValue> further) {
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < values.length; i++) {
      Component component = components[i];
      AttributeValue attribute = attributes.get(component.attribute());
      values[i] =
          component.read(attribute == null ? further.get(component.attribute()) : attribute);
    }
    try {
      return maker.make(values);
    } catch (Misfit | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new Misfit("is refused by its class, whose constructor or setter fails", e);
    }
  }

  /** All attributes. */
  Set<String> attributes() {
    return byAttribute.keySet();
  }

  /** All components, by name. */
  List<String> names() {
    return List.of(components).stream().map(Component::name).toList();
  }

  /** The shapes of all components, by attribute. */
  Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    byAttribute.forEach((name, component) -> shapes.put(name, component.shape()));
    return shapes;
  }

  /** The shape of an attribute; null if no component has it. */
  @Nullable Shape shape(String attribute) {
    Component component = byAttribute.get(attribute);
    return component == null ? null : component.place();
  }
}
