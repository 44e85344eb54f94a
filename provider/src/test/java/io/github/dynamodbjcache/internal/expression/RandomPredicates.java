package io.github.dynamodbjcache.internal.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Predicates of every kind about a given item, nested. */
final class RandomPredicates {

  private static final List<String> TYPES =
      List.of("S", "N", "B", "BOOL", "NULL", "L", "M", "SS", "NS", "BS");

  private final Random random;
  private final RandomItems items;

  RandomPredicates(Random random) {
    this.random = random;
    this.items = new RandomItems(random);
  }

  Predicate about(Map<String, AttributeValue> item, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return plain(item);
    }
    if (random.nextInt(3) == 0) {
      return new Predicate.Not(about(item, depth - 1));
    }
    List<Predicate> parts = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      parts.add(about(item, depth - 1));
    }
    return random.nextBoolean() ? new Predicate.All(parts) : new Predicate.Any(parts);
  }

  private Predicate plain(Map<String, AttributeValue> item) {
    AttributePath path = items.path(item);
    Predicate.Operand operand =
        random.nextInt(5) == 0 ? new Predicate.SizeOf(path) : new Predicate.At(path);
    return switch (random.nextInt(10)) {
      case 0, 1 ->
          new Predicate.Comparison(
              operand,
              items.one(List.of(Predicate.Comparator.EQ, Predicate.Comparator.NE)),
              value(item, operand));
      case 2, 3 ->
          new Predicate.Comparison(
              operand,
              items.one(
                  List.of(
                      Predicate.Comparator.LT,
                      Predicate.Comparator.LE,
                      Predicate.Comparator.GT,
                      Predicate.Comparator.GE)),
              ordered());
      case 4 -> between(operand);
      case 5 ->
          new Predicate.In(
              operand,
              Stream.generate(() -> value(item, operand)).limit(1 + random.nextInt(4)).toList());
      case 6 -> new Predicate.BeginsWith(path, random.nextBoolean() ? items.text() : items.bytes());
      case 7 -> new Predicate.Contains(path, items.value(1));
      case 8 -> new Predicate.IsOfType(path, items.one(TYPES));
      default -> random.nextBoolean() ? new Predicate.Exists(path) : new Predicate.IsAbsent(path);
    };
  }

  /** Often the one that is there. */
  private AttributeValue value(Map<String, AttributeValue> item, Predicate.Operand operand) {
    AttributeValue there = item.get(operand.path().attribute());
    if (operand instanceof Predicate.SizeOf) {
      return AttributeValue.fromN(String.valueOf(random.nextInt(4)));
    }
    return there != null && random.nextInt(3) == 0 ? there : items.value(2);
  }

  private AttributeValue ordered() {
    return switch (random.nextInt(3)) {
      case 0 -> items.text();
      case 1 -> items.number();
      default -> items.bytes();
    };
  }

  private Predicate between(Predicate.Operand operand) {
    int kind = random.nextInt(3);
    AttributeValue one = kind == 0 ? items.text() : kind == 1 ? items.number() : items.bytes();
    AttributeValue other = kind == 0 ? items.text() : kind == 1 ? items.number() : items.bytes();
    Integer order = Values.order(Values.canonical(one), Values.canonical(other));
    return order != null && order > 0
        ? new Predicate.Between(operand, other, one)
        : new Predicate.Between(operand, one, other);
  }
}
