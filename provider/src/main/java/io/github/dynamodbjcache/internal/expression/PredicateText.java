package io.github.dynamodbjcache.internal.expression;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Says predicates in the words of condition expressions. NOT binds closer than AND, and AND closer
 * than OR: a part gets parentheses where it binds less than what it stands in, and only there,
 * since the service refuses those that change nothing.
 */
final class PredicateText {

  /** How close something binds. */
  private enum Binding {
    OR,
    AND,
    NOT
  }

  private final Expression expression;

  PredicateText(Expression expression) {
    this.expression = expression;
  }

  String of(Predicate predicate) {
    return within(Binding.OR, predicate);
  }

  private String within(Binding binding, Predicate predicate) {
    if (predicate instanceof Predicate.Any any) {
      return joined(binding, Binding.OR, any.predicates());
    }
    if (predicate instanceof Predicate.All all) {
      return joined(binding, Binding.AND, all.predicates());
    }
    if (predicate instanceof Predicate.Not not) {
      return "NOT " + within(Binding.NOT, not.predicate());
    }
    return plain(predicate);
  }

  private String joined(Binding outer, Binding own, List<Predicate> predicates) {
    if (predicates.size() == 1) {
      return within(outer, predicates.get(0));
    }
    String text =
        predicates.stream()
            .map(predicate -> within(own, predicate))
            .collect(Collectors.joining(" " + own + " "));
    return own.compareTo(outer) < 0 ? "(" + text + ")" : text;
  }

  private String plain(Predicate predicate) {
    if (predicate instanceof Predicate.Comparison comparison) {
      return operand(comparison.operand())
          + " "
          + comparison.comparator().sign()
          + " "
          + expression.operand(comparison.value());
    }
    if (predicate instanceof Predicate.Between between) {
      return operand(between.operand())
          + " BETWEEN "
          + expression.operand(between.low())
          + " AND "
          + expression.operand(between.high());
    }
    if (predicate instanceof Predicate.In in) {
      return operand(in.operand())
          + in.values().stream()
              .map(expression::operand)
              .collect(Collectors.joining(", ", " IN (", ")"));
    }
    return function(predicate);
  }

  private String function(Predicate predicate) {
    if (predicate instanceof Predicate.BeginsWith beginsWith) {
      return call("begins_with", beginsWith.path(), beginsWith.prefix());
    }
    if (predicate instanceof Predicate.Contains contains) {
      return call("contains", contains.path(), contains.element());
    }
    if (predicate instanceof Predicate.IsOfType isOfType) {
      return call("attribute_type", isOfType.path(), AttributeValue.fromS(isOfType.type()));
    }
    if (predicate instanceof Predicate.Exists exists) {
      return call("attribute_exists", exists.path());
    }
    return call("attribute_not_exists", ((Predicate.IsAbsent) predicate).path());
  }

  private String call(String function, AttributePath path, AttributeValue value) {
    return function + "(" + expression.path(path) + ", " + expression.operand(value) + ")";
  }

  private String call(String function, AttributePath path) {
    return function + "(" + expression.path(path) + ")";
  }

  private String operand(Predicate.Operand operand) {
    return operand instanceof Predicate.SizeOf
        ? call("size", operand.path())
        : expression.path(operand.path());
  }
}
