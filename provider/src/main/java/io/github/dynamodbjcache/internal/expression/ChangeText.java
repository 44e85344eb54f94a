package io.github.dynamodbjcache.internal.expression;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Says changes in the clauses of an update expression. */
final class ChangeText {

  private static final AttributeValue ZERO = AttributeValue.fromN("0");
  private static final AttributeValue EMPTY_LIST = AttributeValue.fromL(List.of());

  private final Expression expression;

  ChangeText(Expression expression) {
    this.expression = expression;
  }

  void add(Change change) {
    AttributePath path = change.path();
    if (change instanceof Change.Set set) {
      expression.assign(path, expression.operand(set.value()));
    } else if (change instanceof Change.SetIfAbsent set) {
      expression.assign(path, present(path, set.value()));
    } else if (change instanceof Change.Copy copy) {
      expression.assign(path, expression.path(copy.from()));
    } else if (change instanceof Change.Remove) {
      expression.remove(path);
    } else if (change instanceof Change.Add add) {
      add(add);
    } else if (change instanceof Change.Append append) {
      expression.assign(path, joined(present(path, EMPTY_LIST), list(append.elements())));
    } else if (change instanceof Change.Prepend prepend) {
      expression.assign(path, joined(list(prepend.elements()), present(path, EMPTY_LIST)));
    } else if (change instanceof Change.Include include) {
      expression.add(path, expression.operand(include.set()));
    } else {
      expression.delete(path, expression.operand(((Change.Exclude) change).set()));
    }
  }

  /**
   * The service's guide has ADD for whole attributes alone. For sets there is no other word; within
   * an attribute they are left to what the service makes of it.
   */
  private void add(Change.Add add) {
    AttributePath path = add.path();
    if (path.elements().size() == 1) {
      expression.add(path, expression.operand(add.number()));
    } else {
      expression.assign(path, present(path, ZERO) + " + " + expression.operand(add.number()));
    }
  }

  private String present(AttributePath path, AttributeValue otherwise) {
    return "if_not_exists(" + expression.path(path) + ", " + expression.operand(otherwise) + ")";
  }

  private String list(List<AttributeValue> elements) {
    return expression.operand(AttributeValue.fromL(elements));
  }

  private static String joined(String first, String second) {
    return "list_append(" + first + ", " + second + ")";
  }
}
