package io.github.dynamodbjcache.internal.mapping;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are records of one or two components.
 *
 * @param javaType their class
 * @param components of it, in its order
 * @param maker makes one
 * @param attributes as many as there are components
 */
record RecordKey<K>(
    Class<?> javaType,
    List<Component> components,
    ObjectPlan.Maker maker,
    List<KeyAttribute> attributes)
    implements KeyForm<K> {

  @Override
  public Set<String> componentNames() {
    return components.stream().map(Component::name).collect(Collectors.toSet());
  }

  @Override
  public @Nullable Object[] parts(K key) {
    if (!javaType.isInstance(key)) {
      throw new IllegalArgumentException(
          "the key is a " + key.getClass().getTypeName() + ", expected " + javaType.getTypeName());
    }
    return components.stream().map(component -> part(component, key)).toArray();
  }

  private static @Nullable Object part(Component component, Object key) {
    try {
      return component.get(key);
    } catch (Misfit e) {
      throw new IllegalArgumentException(
          "the key's component " + e.in(component.name()).sentence(), e.getCause());
    }
  }

  @Override
  @SuppressWarnings("unchecked") // Its maker makes objects of its class.
  public K key(Object[] parts) {
    try {
      return (K) maker.make(parts);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new Misfit("is refused as a key by " + javaType.getSimpleName() + "'s constructor", e);
    }
  }
}
