package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.table.AttributeType;
import io.github.dynamodbjcache.table.Condition;
import io.github.dynamodbjcache.table.InvalidItemException;
import io.github.dynamodbjcache.table.Operand;
import io.github.dynamodbjcache.table.Path;
import io.github.dynamodbjcache.table.Size;
import io.github.dynamodbjcache.table.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What users demand, over attribute values. Whatever is wrong with it whichever item is there is
 * refused with an {@link IllegalArgumentException}.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class Predicates<K, V> {

  /** Each level has an operator at least, and the service takes no more of them. */
  private static final int MOST_LEVELS = 300;

  private static final List<AttributeType> WITH_PREFIXES =
      List.of(AttributeType.S, AttributeType.B);

  private final ItemMapping<K, V> mapping;
  private final Operands operands;
  private final @Nullable Place<K> place;

  private Predicates(ItemMapping<K, V> mapping, @Nullable Place<K> place) {
    this.mapping = mapping;
    this.operands = new Operands(mapping);
    this.place = place;
  }

  /** Of one item, be it there or not: for writes. */
  public static <K, V> Predicates<K, V> ofOne(ItemMapping<K, V> mapping, K key) {
    return new Predicates<>(mapping, mapping.place(key));
  }

  /** Of each item that is there: for filters. */
  public static <K, V> Predicates<K, V> ofEach(ItemMapping<K, V> mapping) {
    return new Predicates<>(mapping, null);
  }

  /** The condition. Of a missing item, and so of an expired one, nothing is there. */
  public Predicate of(Condition condition) {
    Objects.requireNonNull(condition, "condition");
    return checked(() -> of(condition, 1));
  }

  /**
   * The range of a query's.
   *
   * @param attribute a sort attribute
   */
  public Predicate of(SortKey range, String attribute) {
    Objects.requireNonNull(range, "range");
    return checked(() -> range(range, AttributePath.of(attribute)));
  }

  /** So is what is too large for a request, or a value that the mapping has no attribute for. */
  private static Predicate checked(Supplier<Predicate> translation) {
    try {
      Predicate predicate = translation.get();
      Expression trial = new Expression();
      trial.demand(predicate);
      trial.condition();
      return predicate;
    } catch (InvalidItemException | CodecException misfit) {
      throw new IllegalArgumentException(
          "No item fulfils the condition: " + misfit.getMessage(), misfit);
    }
  }

  private Predicate of(Condition condition, int level) {
    if (level > MOST_LEVELS) {
      throw new IllegalArgumentException(
          "The condition is nested more than "
              + MOST_LEVELS
              + " deep, and DynamoDB takes at most so many operators; nothing was sent");
    }
    if (condition instanceof Condition.All all) {
      return new Predicate.All(each(all.conditions(), level));
    }
    if (condition instanceof Condition.Any any) {
      return new Predicate.Any(each(any.conditions(), level));
    }
    if (condition instanceof Condition.Not not) {
      return new Predicate.Not(of(not.condition(), level + 1));
    }
    return plain(condition);
  }

  private List<Predicate> each(List<Condition> conditions, int level) {
    return conditions.stream().map(condition -> of(condition, level + 1)).toList();
  }

  private Predicate plain(Condition condition) {
    if (condition instanceof Condition.Comparison comparison) {
      return comparison(comparison);
    }
    if (condition instanceof Condition.Between between) {
      return new Predicate.Between(
          operand(between.operand()),
          value(between.operand(), between.low()),
          value(between.operand(), between.high()));
    }
    if (condition instanceof Condition.In in) {
      return in(in);
    }
    if (condition instanceof Condition.NoItem) {
      oneOnly("absent()");
      return Snapshot.missing(mapping);
    }
    if (condition instanceof Condition.Unchanged unchanged) {
      return Snapshot.unchanged(mapping, oneOnly("unchanged(…)"), unchanged.read());
    }
    return function(condition);
  }

  private Place<K> oneOnly(String condition) {
    if (place == null) {
      throw new IllegalArgumentException(
          condition + " is for writes of one item; a filter sees items that are there");
    }
    return place;
  }

  private Predicate comparison(Condition.Comparison comparison) {
    Operand operand = comparison.operand();
    Object value = comparison.value();
    if (operand instanceof Path path && Operands.isStoredAsNothing(value)) {
      switch (comparison.comparator()) {
        case EQ:
          return new Predicate.IsAbsent(of(path));
        case NE:
          return new Predicate.Exists(of(path));
        default: // Sets have no order; that is refused as for any other.
      }
    }
    return new Predicate.Comparison(
        operand(operand),
        Predicate.Comparator.valueOf(comparison.comparator().name()),
        value(operand, value));
  }

  private Predicate in(Condition.In in) {
    List<AttributeValue> values = new ArrayList<>();
    List<Predicate> any = new ArrayList<>();
    for (Object value : in.values()) {
      if (in.operand() instanceof Path path && Operands.isStoredAsNothing(value)) {
        any.add(new Predicate.IsAbsent(of(path)));
      } else {
        values.add(value(in.operand(), value));
      }
    }
    if (!values.isEmpty()) {
      any.add(new Predicate.In(operand(in.operand()), values));
    }
    return new Predicate.Any(any);
  }

  private Predicate function(Condition condition) {
    if (condition instanceof Condition.BeginsWith beginsWith) {
      return beginsWith(of(beginsWith.path()), beginsWith.prefix());
    }
    if (condition instanceof Condition.Contains contains) {
      AttributePath path = of(contains.path());
      return new Predicate.Contains(path, operands.contained(path, contains.element()));
    }
    if (condition instanceof Condition.Exists exists) {
      return new Predicate.Exists(of(exists.path()));
    }
    if (condition instanceof Condition.IsAbsent absent) {
      return new Predicate.IsAbsent(of(absent.path()));
    }
    Condition.IsOfType isOfType = (Condition.IsOfType) condition;
    return new Predicate.IsOfType(of(isOfType.path()), isOfType.type().name());
  }

  private Predicate range(SortKey range, AttributePath path) {
    Predicate.Operand operand = new Predicate.At(path);
    if (range instanceof SortKey.BeginsWith beginsWith) {
      return beginsWith(path, beginsWith.prefix());
    }
    if (range instanceof SortKey.Between between) {
      return new Predicate.Between(
          operand, operands.compared(path, between.low()), operands.compared(path, between.high()));
    }
    SortKey.Comparison comparison = (SortKey.Comparison) range;
    Predicate.Comparator comparator = Predicate.Comparator.valueOf(comparison.comparator().name());
    if (comparator == Predicate.Comparator.NE) {
      throw new IllegalArgumentException(
          path + ": a query takes a range of sort keys, and all but one are none");
    }
    return new Predicate.Comparison(
        operand, comparator, operands.compared(path, comparison.value()));
  }

  private Predicate beginsWith(AttributePath path, Object prefix) {
    operands.requireType(path, "beginsWith(…)", WITH_PREFIXES);
    return new Predicate.BeginsWith(path, operands.prefix(path, prefix));
  }

  private AttributeValue value(Operand operand, @Nullable Object value) {
    return operand instanceof Size size
        ? Operands.number(of(size.of()), value)
        : operands.compared(of((Path) operand), value);
  }

  private static Predicate.Operand operand(Operand operand) {
    return operand instanceof Size size
        ? new Predicate.SizeOf(of(size.of()))
        : new Predicate.At(of((Path) operand));
  }

  static AttributePath of(Path path) {
    return new AttributePath(Objects.requireNonNull(path, "path").elements());
  }
}
