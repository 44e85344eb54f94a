package io.github.dynamodbjcache.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynamodbjcache.internal.expression.Predicate.All;
import io.github.dynamodbjcache.internal.expression.Predicate.Any;
import io.github.dynamodbjcache.internal.expression.Predicate.At;
import io.github.dynamodbjcache.internal.expression.Predicate.Comparator;
import io.github.dynamodbjcache.internal.expression.Predicate.Not;
import io.github.dynamodbjcache.internal.expression.Predicate.SizeOf;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Predicates and changes in the words of DynamoDB's expressions. */
class ExpressionTest {

  private static final AttributeValue ONE = AttributeValue.fromN("1");
  private static final AttributeValue TWO = AttributeValue.fromN("2");
  private static final Predicate A = is("a");
  private static final Predicate B = is("b");
  private static final Predicate C = is("c");

  static List<Arguments> predicates() {
    AttributePath place = new AttributePath(List.of("m", "n", 3, 4, "n"));
    At at = new At(AttributePath.of("a"));
    return List.of(
        Arguments.of(A, "#0 = :0"),
        Arguments.of(new Predicate.Comparison(at, Comparator.GE, ONE), "#0 >= :0"),
        Arguments.of(
            new Predicate.Comparison(new SizeOf(place), Comparator.NE, ONE),
            "size(#0.#1[3][4].#1) <> :0"),
        Arguments.of(new Predicate.Between(at, ONE, TWO), "#0 BETWEEN :0 AND :1"),
        Arguments.of(new Predicate.In(at, List.of(ONE, TWO)), "#0 IN (:0, :1)"),
        Arguments.of(
            new Predicate.BeginsWith(place, AttributeValue.fromS("x")),
            "begins_with(#0.#1[3][4].#1, :0)"),
        Arguments.of(new Predicate.Contains(place, ONE), "contains(#0.#1[3][4].#1, :0)"),
        Arguments.of(new Predicate.Exists(at.path()), "attribute_exists(#0)"),
        Arguments.of(new Predicate.IsAbsent(at.path()), "attribute_not_exists(#0)"),
        Arguments.of(new Predicate.IsOfType(at.path(), "NS"), "attribute_type(#0, :0)"),
        Arguments.of(new Not(A), "NOT #0 = :0"),
        Arguments.of(new Not(new Not(A)), "NOT NOT #0 = :0"),
        Arguments.of(new All(List.of(A, B, C)), "#0 = :0 AND #1 = :1 AND #2 = :2"),
        Arguments.of(
            new All(List.of(A, new All(List.of(B, C)))), "#0 = :0 AND #1 = :1 AND #2 = :2"),
        Arguments.of(
            new All(List.of(A, new Any(List.of(B, C)))), "#0 = :0 AND (#1 = :1 OR #2 = :2)"),
        Arguments.of(
            new All(List.of(new Any(List.of(A, B)), new Any(List.of(A, C)))),
            "(#0 = :0 OR #1 = :1) AND (#0 = :2 OR #2 = :3)"),
        Arguments.of(new Any(List.of(A, new All(List.of(B, C)))), "#0 = :0 OR #1 = :1 AND #2 = :2"),
        Arguments.of(new Not(new Any(List.of(A, B))), "NOT (#0 = :0 OR #1 = :1)"),
        Arguments.of(new Not(new All(List.of(A, B))), "NOT (#0 = :0 AND #1 = :1)"),
        Arguments.of(
            new Any(List.of(new Not(new Any(List.of(A, B))), C)),
            "NOT (#0 = :0 OR #1 = :1) OR #2 = :2"),
        Arguments.of(
            new All(List.of(new Any(List.of(new All(List.of(new Any(List.of(A, B)))))), C)),
            "(#0 = :0 OR #1 = :1) AND #2 = :2"),
        Arguments.of(new Not(new All(List.of(new Any(List.of(A))))), "NOT #0 = :0"));
  }

  @ParameterizedTest
  @MethodSource("predicates")
  void parenthesesFollowFromTheStructure(Predicate predicate, String text) {
    Expression expression = new Expression();
    expression.demand(predicate);
    assertThat(expression.condition()).isEqualTo(text);
  }

  @ParameterizedTest
  @MethodSource("predicates")
  void theServiceTakesEachBesideAnother(Predicate predicate, String text) {
    Expression expression = new Expression();
    expression.demand(predicate);
    expression.demand("attribute_not_exists(" + expression.name("other") + ")");
    assertThat(expression.condition()).startsWith("(" + text + ") AND (");
    try (PlainTable table = new PlainTable()) {
      table.holds("x", expression);
    }
  }

  @Test
  void eachChangeStandsInItsClauseBehindPlaceholders() {
    Expression expression = new Expression();
    AttributePath nested = new AttributePath(List.of("name", "a.b", 3));
    AttributeValue set = AttributeValue.fromSs(List.of("s"));
    expression.change(new Change.Set(nested, ONE));
    expression.change(new Change.SetIfAbsent(AttributePath.of("b"), ONE));
    expression.change(new Change.Copy(AttributePath.of("c"), nested));
    expression.change(new Change.Remove(AttributePath.of("d")));
    expression.change(new Change.Remove(new AttributePath(List.of("name", "x"))));
    expression.change(new Change.Add(AttributePath.of("e"), ONE));
    expression.change(new Change.Add(new AttributePath(List.of("name", "e")), ONE));
    expression.change(new Change.Append(AttributePath.of("f"), List.of(ONE, TWO)));
    expression.change(new Change.Prepend(AttributePath.of("g"), List.of(ONE)));
    expression.change(new Change.Include(AttributePath.of("h"), set));
    expression.change(new Change.Exclude(AttributePath.of("i"), set));
    assertThat(expression.update())
        .isEqualTo(
            "SET #0.#1[3] = :0, #2 = if_not_exists(#2, :1), #3 = #0.#1[3],"
                + " #0.#6 = if_not_exists(#0.#6, :3) + :4,"
                + " #7 = list_append(if_not_exists(#7, :5), :6),"
                + " #8 = list_append(:7, if_not_exists(#8, :8))"
                + " REMOVE #4, #0.#5 ADD #6 :2, #9 :9 DELETE #10 :10");
    assertThat(expression.names())
        .containsEntry("#0", "name")
        .containsEntry("#1", "a.b")
        .containsEntry("#6", "e")
        .hasSize(11);
    assertThat(expression.values()).hasSize(11).containsEntry(":9", set);
  }

  @Test
  void anUpdateThatOnlyRemovesHasNoValues() {
    Expression expression = new Expression();
    expression.change(new Change.Remove(AttributePath.of("status")));
    assertThat(expression.update()).isEqualTo("REMOVE #0");
    assertThat(expression.names()).isEqualTo(Map.of("#0", "status"));
    assertThat(expression.values()).isNull();
    assertThat(expression.condition()).isNull();
  }

  static List<Arguments> conflicts() {
    return List.of(
        Arguments.of(List.of("a"), List.of("a", "b"), "both a and a.b"),
        Arguments.of(List.of("a", "b", 0), List.of("a"), "both a.b[0] and a"),
        Arguments.of(List.of("a", "b"), List.of("a", "b"), "a.b twice"),
        Arguments.of(List.of("a", 0), List.of("a", "b"), "both a[0] and a.b"));
  }

  @ParameterizedTest
  @MethodSource("conflicts")
  void changesOfPlacesThatAreNotApartAreRefusedUnsent(
      List<Object> one, List<Object> other, String what) {
    Expression expression = new Expression();
    expression.change(new Change.Set(new AttributePath(one), ONE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> expression.change(new Change.Remove(new AttributePath(other))))
        .withMessageContaining("The update changes " + what);
  }

  @Test
  void changesOfPlacesThatAreApartAreNot() {
    Expression expression = new Expression();
    for (List<Object> place :
        List.<List<Object>>of(
            List.of("a", "b"),
            List.of("a", "c", 0),
            List.of("a", "c", 1),
            List.of("b", "a"),
            List.of("a.b"),
            List.of("c", 10),
            List.of("c", 1))) {
      expression.change(new Change.Set(new AttributePath(place), ONE));
    }
    assertThat(expression.update()).hasSizeGreaterThan(4);
  }

  private static Predicate is(String attribute) {
    return new Predicate.Comparison(new At(AttributePath.of(attribute)), Comparator.EQ, ONE);
  }
}
