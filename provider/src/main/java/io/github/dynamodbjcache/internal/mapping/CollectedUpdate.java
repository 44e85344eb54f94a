package io.github.dynamodbjcache.internal.mapping;

import static io.github.dynamodbjcache.internal.mapping.Predicates.of;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Change;
import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.table.AttributeType;
import io.github.dynamodbjcache.table.Condition;
import io.github.dynamodbjcache.table.Path;
import io.github.dynamodbjcache.table.Update;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a user's function says of an update. Each change is said once in vain, so that what
 * contradicts another, or is too large, is refused where it is said.
 */
final class CollectedUpdate implements Update {

  private static final List<AttributeType> NUMBER = List.of(AttributeType.N);
  private static final List<AttributeType> LIST = List.of(AttributeType.L);
  private static final List<AttributeType> SETS =
      List.of(AttributeType.SS, AttributeType.NS, AttributeType.BS);

  private final Predicates<?, ?> predicates;
  private final Operands operands;
  private final ReservedAttributes reserved;
  private final Expression trial = new Expression();
  private final List<Change> changes = new ArrayList<>();
  private final List<Predicate> demands = new ArrayList<>();
  private boolean returningOld;

  CollectedUpdate(ItemMapping<?, ?> mapping, Predicates<?, ?> predicates) {
    this.predicates = predicates;
    this.operands = new Operands(mapping);
    this.reserved = ReservedAttributes.of(mapping);
  }

  @Override
  public Update set(Path path, @Nullable Object value) {
    AttributePath place = changeable(path);
    return Operands.isStoredAsNothing(value)
        ? with(removal(operands.removable(place)))
        : with(new Change.Set(place, operands.stored(place, value)));
  }

  @Override
  public Update set(String attribute, @Nullable Object value) {
    return set(Path.attr(attribute), value);
  }

  @Override
  public Update setIfAbsent(Path path, @Nullable Object value) {
    AttributePath place = changeable(path);
    if (Operands.isStoredAsNothing(value)) {
      throw new IllegalArgumentException(
          "setIfAbsent(…) of " + place + " to an empty set changes nothing: that is no attribute");
    }
    return with(new Change.SetIfAbsent(place, operands.stored(place, value)));
  }

  @Override
  public Update copy(Path from, Path to) {
    return with(new Change.Copy(changeable(to), of(from)));
  }

  @Override
  public Update remove(Path... paths) {
    for (Path path : Objects.requireNonNull(paths, "paths")) {
      with(new Change.Remove(operands.removable(changeable(path))));
    }
    return this;
  }

  @Override
  public Update add(Path number, Number delta) {
    AttributePath place = changeable(number);
    operands.requireType(place, "add(…)", NUMBER);
    return with(new Change.Add(place, Operands.number(place, delta)));
  }

  @Override
  public Update add(String attribute, Number delta) {
    return add(Path.attr(attribute), delta);
  }

  @Override
  public Update append(Path list, @Nullable Object... elements) {
    AttributePath place = changeable(list);
    return with(new Change.Append(place, elements(place, "append(…)", LIST, elements)));
  }

  @Override
  public Update prepend(Path list, @Nullable Object... elements) {
    AttributePath place = changeable(list);
    return with(new Change.Prepend(place, elements(place, "prepend(…)", LIST, elements)));
  }

  @Override
  public Update include(Path set, Object... elements) {
    AttributePath place = changeable(set);
    List<AttributeValue> all = elements(place, "include(…)", SETS, elements);
    return with(new Change.Include(place, operands.set(place, all)));
  }

  @Override
  public Update exclude(Path set, Object... elements) {
    AttributePath place = changeable(set);
    List<AttributeValue> all = elements(place, "exclude(…)", SETS, elements);
    return with(new Change.Exclude(place, operands.set(place, all)));
  }

  @Override
  public Update onlyIf(Condition condition) {
    Predicate demand = predicates.of(condition);
    trial.demand(demand);
    demands.add(demand);
    return this;
  }

  @Override
  public Update returningOld() {
    returningOld = true;
    return this;
  }

  private AttributePath changeable(Path path) {
    AttributePath place = of(path);
    reserved.requireChangeable(place);
    return place;
  }

  /** An element of a list cannot be missing: the next ones would take its place. */
  private static Change removal(AttributePath place) {
    if (place.elements().get(place.elements().size() - 1) instanceof Integer) {
      throw new IllegalArgumentException(
          place + " cannot become an empty set: DynamoDB has none, and a list has no gaps");
    }
    return new Change.Remove(place);
  }

  private List<AttributeValue> elements(
      AttributePath place, String method, List<AttributeType> types, @Nullable Object[] elements) {
    Objects.requireNonNull(elements, "elements");
    operands.requireType(place, method, types);
    if (elements.length == 0) {
      throw new IllegalArgumentException(place + ": " + method + " takes one or more elements");
    }
    return Arrays.stream(elements).map(element -> operands.element(place, element)).toList();
  }

  private Update with(Change change) {
    trial.change(change);
    changes.add(change);
    return this;
  }

  /**
   * All that was said.
   *
   * @throws IllegalArgumentException if that is no change, or more than a request takes
   */
  ItemUpdate collected() {
    if (changes.isEmpty()) {
      throw new IllegalArgumentException("The update changes nothing; nothing was sent");
    }
    trial.update();
    trial.condition();
    return new ItemUpdate(
        changes, demands.isEmpty() ? null : new Predicate.All(demands), returningOld);
  }
}
