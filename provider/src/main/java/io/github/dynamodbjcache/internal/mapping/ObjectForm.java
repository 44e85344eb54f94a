package io.github.dynamodbjcache.internal.mapping;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Values that are records, or beans, of one class.
 *
 * @param javaType the class
 * @param plan how its objects are attributes
 */
record ObjectForm<V>(Class<V> javaType, ObjectPlan plan) implements ValueForm<V> {

  @Override
  public Map<String, AttributeValue> write(V value) {
    return plan.write(value, /* level= */ 1);
  }

  @Override
  public Map<String, AttributeValue> writeWithout(Set<String> names, V value) {
    return plan.writeWithout(names, value, /* level= */ 1);
  }

  @Override
  public @Nullable AttributeValue write(V value, String attribute) {
    return plan.write(value, attribute);
  }

  @Override
  @SuppressWarnings("unchecked") // Its plan makes objects of its class.
  public V read(Map<String, AttributeValue> key, Map<String, AttributeValue> data) {
    return (V) plan.read(data, key);
  }

  @Override
  public Set<String> attributes() {
    return plan.attributes();
  }

  @Override
  public Set<String> components() {
    return Set.copyOf(plan.names());
  }

  @Override
  public List<Shape> shapes(String attribute) {
    Shape shape = plan.shape(attribute);
    return shape == null ? List.of() : List.of(shape);
  }
}
