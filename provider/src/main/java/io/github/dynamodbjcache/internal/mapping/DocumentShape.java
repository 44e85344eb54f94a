package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.AttributeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Java values whose type nobody has declared, by their classes; see {@link Documents}. */
enum DocumentShape implements Shape {
  INSTANCE;

  private final SetShape sets = new SetShape(this, LinkedHashSet::new);
  private final MapShape maps = new MapShape(this, LinkedHashMap::new);

  @Override
  public @Nullable AttributeValue write(Object value, int level) {
    if (value instanceof String text) {
      return TextShape.wellFormed(text);
    }
    if (value instanceof Number number) {
      return AttributeValue.fromN(Numbers.text(number));
    }
    if (value instanceof Boolean truth) {
      return AttributeValue.fromBool(truth);
    }
    SdkBytes bytes = BinaryShape.bytes(value);
    return bytes == null ? writeOther(value, level) : AttributeValue.fromB(bytes);
  }

  private @Nullable AttributeValue writeOther(Object value, int level) {
    if (value instanceof Map<?, ?>) {
      return maps.write(value, level);
    }
    if (value instanceof Set<?>) {
      return sets.write(value, level);
    }
    if (value instanceof Collection<?> elements) {
      return ListShape.written(this, elements, level);
    }
    if (value instanceof Optional<?> optional) {
      return optional.isEmpty() ? null : write(optional.get(), level);
    }
    if (value.getClass().isArray()) {
      return ListShape.written(this, ArrayShape.elements(value), level);
    }
    Shape declared =
        value.getClass().isRecord() ? Shapes.ofRecord(value.getClass()) : Texts.ofValue(value);
    if (declared != null) {
      return declared.write(value, level);
    }
    if (value instanceof CharSequence characters) {
      return TextShape.wellFormed(characters.toString());
    }
    throw new Misfit(
        "is a "
            + value.getClass().getTypeName()
            + ", which has no stored form: give it as a text, number, boolean, bytes, list, map, set"
            + " or record");
  }

  @Override
  public Object read(AttributeValue value) {
    return switch (value.type()) {
      case S -> value.s();
      case N -> Numbers.read(value.n());
      case BOOL -> value.bool();
      case B -> value.b();
      case L -> list(value.l());
      case M -> map(value.m());
      case SS, NS, BS -> set(value);
      default -> throw new Misfit("is of a type that this library does not know");
    };
  }

  private Object list(List<AttributeValue> stored) {
    List<@Nullable Object> list = new ArrayList<>(stored.size());
    for (AttributeValue each : stored) {
      list.add(Shape.read(this, each));
    }
    return Collections.unmodifiableList(list);
  }

  private Object map(Map<String, AttributeValue> stored) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>(MapShape.capacity(stored.size()));
    stored.forEach((name, each) -> map.put(name, Shape.read(this, each)));
    return Collections.unmodifiableMap(map);
  }

  private Object set(AttributeValue stored) {
    Set<Object> set = new LinkedHashSet<>();
    SetShape.elements(stored).forEach(each -> set.add(read(each)));
    return Collections.unmodifiableSet(set);
  }

  @Override
  public @Nullable AttributeType type() {
    return null;
  }

  @Override
  public String shown() {
    return "any type";
  }

  @Override
  public boolean keepsNotation() {
    return true;
  }
}
