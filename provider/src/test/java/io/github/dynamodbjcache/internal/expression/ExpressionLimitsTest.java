package io.github.dynamodbjcache.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.internal.expression.Predicate.At;
import io.github.dynamodbjcache.internal.expression.Predicate.Comparator;
import io.github.dynamodbjcache.internal.expression.Predicate.SizeOf;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Where the service begins to refuse for size alone, and that nothing is sent beyond. */
class ExpressionLimitsTest {

  private static final AttributePath A = AttributePath.of("a");
  private static final AttributeValue ONE = AttributeValue.fromN("1");
  private static final AttributeValue TEXT = AttributeValue.fromS("S");

  private static PlainTable table;

  @BeforeAll
  static void create() {
    table = new PlainTable();
  }

  @AfterAll
  static void drop() {
    table.close();
  }

  static Stream<Arguments> operators() {
    Predicate equal = new Predicate.Comparison(new At(A), Comparator.EQ, ONE);
    return Stream.of(
        Arguments.of(equal, 150),
        Arguments.of(new Predicate.Not(equal), 100),
        Arguments.of(new Predicate.Comparison(new SizeOf(A), Comparator.LE, ONE), 100),
        Arguments.of(new Predicate.Not(new Predicate.Between(new At(A), ONE, ONE)), 100),
        Arguments.of(new Predicate.In(new At(A), List.of(ONE, ONE)), 150),
        Arguments.of(new Predicate.BeginsWith(A, TEXT), 150),
        Arguments.of(new Predicate.Any(List.of(equal, equal)), 75));
  }

  @ParameterizedTest
  @MethodSource("operators")
  void operatorsAreCountedAsTheServiceCountsThem(Predicate one, int most) {
    Expression largest = new Expression();
    largest.demand(new Predicate.All(Collections.nCopies(most, one)));
    table.holds("x", largest);

    Predicate larger = new Predicate.All(Collections.nCopies(most + 1, one));
    Expression refused = new Expression();
    refused.demand(larger);
    assertThatIllegalArgumentException()
        .isThrownBy(refused::condition)
        .withMessageContaining("operators, and DynamoDB takes at most 300");
    Expression unchecked = new Expression();
    String text = new PredicateText(unchecked).of(larger);
    assertThatThrownBy(() -> table.holds("x", text, unchecked.names(), unchecked.values()))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("too many operators");
  }

  @Test
  void fourKilobytesOfExpressionAreTakenAndNotOneByteMore() {
    String name = "attribute_exists(a)";
    String longest = name + " ".repeat(4096 - name.length());
    assertThat(ExpressionLimits.condition(longest)).isSameAs(longest);
    assertThat(holds(longest)).isFalse();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExpressionLimits.condition(longest + " "))
        .withMessageContaining("4097 bytes")
        .withMessageContaining("at most 4096");
    assertThatThrownBy(() -> holds(longest + " "))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("Expression size has exceeded");
  }

  @Test
  void updatesAreBoundedByTheirBytes() {
    Expression fits = removals(585);
    assertThat(table.update("x", fits)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> removals(800).update())
        .withMessageContaining("The update has")
        .withMessageContaining("at most 4096");
  }

  private static Expression removals(int count) {
    Expression expression = new Expression();
    IntStream.range(0, count)
        .forEach(i -> expression.change(new Change.Remove(AttributePath.of("a" + i))));
    return expression;
  }

  @Test
  void oneHundredOperandsOfInAreTaken() {
    assertThat(table.holds("x", new Predicate.In(new At(A), Collections.nCopies(100, ONE))))
        .isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Predicate.In(new At(A), Collections.nCopies(101, ONE)))
        .withMessage("a IN takes 1 to 100 values, not 101");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Predicate.In(new At(A), List.of()))
        .withMessage("a IN takes 1 to 100 values, not 0");
  }

  @Test
  void pathsOfThirtyTwoLevelsAreTaken() {
    List<Object> deepest = Collections.nCopies(32, "a");
    assertThat(table.holds("x", new Predicate.Exists(new AttributePath(deepest)))).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AttributePath(Collections.nCopies(33, "a")))
        .withMessageContaining("33 levels")
        .withMessageContaining("at most 32");
    String deeper = String.join(".", Collections.nCopies(33, "a"));
    assertThatThrownBy(() -> holds("attribute_exists(" + deeper + ")"))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("nesting levels: 33");
  }

  @Test
  void twoMegabytesOfValuesAreTaken() {
    AttributeValue large = AttributeValue.fromS("x".repeat(1024 * 1024));
    Expression expression = new Expression();
    expression.demand(new Predicate.In(new At(A), List.of(large, large)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> expression.demand(new Predicate.Contains(A, ONE)))
        .withMessageContaining("bytes of values")
        .withMessageContaining("at most 2097152");
  }

  static Stream<Arguments> operands() {
    At at = new At(A);
    AttributeValue two = AttributeValue.fromN("2");
    AttributeValue ten = AttributeValue.fromN("10");
    AttributeValue truth = AttributeValue.fromBool(true);
    AttributeValue high = AttributeValue.fromS("\uff5e");
    AttributeValue higher = AttributeValue.fromS("\ud83d\ude00");
    AttributeValue signed = AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {-1}));
    AttributeValue unsigned = AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1}));
    return Stream.of(
        refused(() -> new Predicate.Between(at, ten, two), "a BETWEEN :0 AND :1", ten, two),
        refused(() -> new Predicate.Between(at, higher, high), "a BETWEEN :0 AND :1", higher, high),
        refused(
            () -> new Predicate.Between(at, signed, unsigned),
            "a BETWEEN :0 AND :1",
            signed,
            unsigned),
        refused(() -> new Predicate.Between(at, two, TEXT), "a BETWEEN :0 AND :1", two, TEXT),
        refused(() -> new Predicate.Between(at, truth, truth), "a BETWEEN :0 AND :0", truth),
        refused(() -> new Predicate.Comparison(at, Comparator.LT, truth), "a < :0", truth),
        refused(
            () -> new Predicate.Comparison(new SizeOf(A), Comparator.GE, truth),
            "size(a) >= :0",
            truth),
        refused(() -> new Predicate.BeginsWith(A, two), "begins_with(a, :0)", two));
  }

  private static Arguments refused(Runnable construction, String text, AttributeValue... values) {
    Map<String, AttributeValue> all = new HashMap<>();
    for (AttributeValue value : values) {
      all.put(":" + all.size(), value);
    }
    return Arguments.of(construction, text, all);
  }

  @ParameterizedTest
  @MethodSource("operands")
  void operandsThatTheServiceRefusesWhateverIsThereAreRefusedUnsent(
      Runnable construction, String text, Map<String, AttributeValue> values) {
    assertThatIllegalArgumentException()
        .isThrownBy(construction::run)
        .withMessageStartingWith("a ");
    assertThatThrownBy(() -> table.holds("x", text, null, values))
        .isInstanceOf(DynamoDbException.class)
        .hasMessageContaining("Invalid ConditionExpression");
  }

  private static boolean holds(String condition) {
    return table.holds("x", condition, null, null);
  }
}
