package io.github.dynamodbjcache.internal.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Changes of every kind of a given item, of places that are apart. */
final class RandomChanges {

  private final Random random;
  private final RandomItems items;

  RandomChanges(Random random) {
    this.random = random;
    this.items = new RandomItems(random);
  }

  List<Change> of(Map<String, AttributeValue> item) {
    List<Change> changes = new ArrayList<>();
    Expression trial = new Expression();
    for (int i = random.nextInt(4); i >= 0; i--) {
      Change change = one(item);
      try {
        trial.change(change);
        changes.add(change);
      } catch (IllegalArgumentException notApart) {
        // One of the same place was said before.
      }
    }
    return changes;
  }

  private Change one(Map<String, AttributeValue> item) {
    AttributePath path = items.path(item);
    return switch (random.nextInt(10)) {
      case 0, 1 -> new Change.Set(path, items.value(2));
      case 2 -> new Change.SetIfAbsent(path, items.value(2));
      case 3 -> new Change.Copy(path, items.path(item));
      case 4 -> new Change.Remove(path);
      case 5 -> new Change.Add(where(item, AttributeValue.Type.N, path), items.number());
      case 6 -> new Change.Append(where(item, AttributeValue.Type.L, path), items.elements(1));
      case 7 -> new Change.Prepend(where(item, AttributeValue.Type.L, path), items.elements(1));
      case 8 -> new Change.Include(path, items.set());
      default -> exclude(item, path);
    };
  }

  /** Mostly an attribute of that type, if there is one; else that place. */
  private AttributePath where(
      Map<String, AttributeValue> item, AttributeValue.Type type, AttributePath otherwise) {
    List<String> fit =
        item.keySet().stream().filter(name -> item.get(name).type() == type).sorted().toList();
    return fit.isEmpty() || random.nextInt(3) == 0 ? otherwise : AttributePath.of(items.one(fit));
  }

  private Change exclude(Map<String, AttributeValue> item, AttributePath otherwise) {
    for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
      if (attribute.getValue().hasSs() && random.nextBoolean()) {
        return new Change.Exclude(
            AttributePath.of(attribute.getKey()),
            AttributeValue.fromSs(
                attribute
                    .getValue()
                    .ss()
                    .subList(0, 1 + random.nextInt(attribute.getValue().ss().size()))));
      }
    }
    return new Change.Exclude(otherwise, items.set());
  }
}
