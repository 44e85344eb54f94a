package io.github.dynamodbjcache.internal.expression;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The attributes that predicates name. */
public final class NamedAttributes {

  private final Set<String> names = new TreeSet<>();

  private NamedAttributes() {}

  /** Those of that one, sorted; places within an attribute name it as well. */
  public static Set<String> of(Predicate predicate) {
    NamedAttributes named = new NamedAttributes();
    named.add(predicate);
    return named.names;
  }

  private void add(Predicate predicate) {
    if (predicate instanceof Predicate.All all) {
      addAll(all.predicates());
    } else if (predicate instanceof Predicate.Any any) {
      addAll(any.predicates());
    } else if (predicate instanceof Predicate.Not not) {
      add(not.predicate());
    } else {
      names.add(path(predicate).attribute());
    }
  }

  private void addAll(List<Predicate> predicates) {
    predicates.forEach(this::add);
  }

  private static AttributePath path(Predicate plain) {
    if (plain instanceof Predicate.Comparison comparison) {
      return comparison.operand().path();
    }
    if (plain instanceof Predicate.Between between) {
      return between.operand().path();
    }
    if (plain instanceof Predicate.In in) {
      return in.operand().path();
    }
    if (plain instanceof Predicate.BeginsWith beginsWith) {
      return beginsWith.path();
    }
    if (plain instanceof Predicate.Contains contains) {
      return contains.path();
    }
    if (plain instanceof Predicate.IsOfType isOfType) {
      return isOfType.path();
    }
    return plain instanceof Predicate.Exists exists
        ? exists.path()
        : ((Predicate.IsAbsent) plain).path();
  }
}
