package io.github.dynamodbjcache.internal.mapping;

import static io.github.dynamodbjcache.table.Path.attr;
import static io.github.dynamodbjcache.table.Path.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.internal.expression.Predicate.At;
import io.github.dynamodbjcache.internal.expression.Predicate.Comparator;
import io.github.dynamodbjcache.internal.expression.Predicate.SizeOf;
import io.github.dynamodbjcache.table.AttributeType;
import io.github.dynamodbjcache.table.Condition;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.table.SortKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** "Conditions hold Java values: the mapping encodes each by its attribute's converter." */
class PredicatesTest {

  private static final AttributeValue NULL = AttributeValue.fromNul(true);

  private final ItemMapping<String, Account> accounts = Account.mapping();
  private final ItemMapping<String, Item> documents =
      ItemMapping.of(Mapping.document().key("id", String.class).definition(), Map.of());

  static List<Arguments> conditions() {
    return List.of(
        Arguments.of(
            attr("since").lt(Instant.ofEpochSecond(7)), compared("since", Comparator.LT, n("7"))),
        Arguments.of(attr("balance").ge(3), compared("balance", Comparator.GE, n("3"))),
        Arguments.of(attr("balance").eq(null), compared("balance", Comparator.EQ, NULL)),
        Arguments.of(attr("balance").ne(null), compared("balance", Comparator.NE, NULL)),
        Arguments.of(attr("status").gt("x"), compared("status", Comparator.GT, s("x"))),
        Arguments.of(
            attr("tags").eq(Set.of("b")),
            compared("tags", Comparator.EQ, AttributeValue.fromSs(List.of("b")))),
        Arguments.of(attr("tags").eq(Set.of()), new Predicate.IsAbsent(place("tags"))),
        Arguments.of(attr("tags").ne(Set.of()), new Predicate.Exists(place("tags"))),
        Arguments.of(
            attr("tags").in(Set.of(), null),
            new Predicate.Any(
                List.of(
                    new Predicate.IsAbsent(place("tags")),
                    new Predicate.In(at("tags"), List.of(NULL))))),
        Arguments.of(
            attr("balance").between(1, 9), new Predicate.Between(at("balance"), n("1"), n("9"))),
        Arguments.of(
            attr("the.lines").contains("x"), new Predicate.Contains(place("the.lines"), s("x"))),
        Arguments.of(
            attr("years").contains(2026), new Predicate.Contains(place("years"), n("2026"))),
        Arguments.of(attr("note").contains("x"), new Predicate.Contains(place("note"), s("x"))),
        Arguments.of(attr("note").beginsWith("x"), new Predicate.BeginsWith(place("note"), s("x"))),
        Arguments.of(
            attr("other").beginsWith(new byte[] {1}),
            new Predicate.BeginsWith(
                place("other"), AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1})))),
        Arguments.of(attr("x").exists(), new Predicate.Exists(place("x"))),
        Arguments.of(path("x.y[2]").isAbsent(), new Predicate.IsAbsent(place("x", "y", 2))),
        Arguments.of(
            attr("x.y").isOfType(AttributeType.NS), new Predicate.IsOfType(place("x.y"), "NS")),
        Arguments.of(
            attr("tags").size().le(2L),
            new Predicate.Comparison(new SizeOf(place("tags")), Comparator.LE, n("2"))),
        Arguments.of(
            attr("since").exists().negated(),
            new Predicate.Not(new Predicate.Exists(place("since")))),
        Arguments.of(
            attr("x").exists().and(attr("y").exists()).or(attr("z").exists()),
            new Predicate.Any(
                List.of(
                    new Predicate.All(
                        List.of(
                            new Predicate.Exists(place("x")), new Predicate.Exists(place("y")))),
                    new Predicate.Exists(place("z"))))));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void valuesAreEncodedAsTheirAttributeIs(Condition condition, Predicate predicate) {
    assertThat(Predicates.ofEach(accounts).of(condition)).isEqualTo(predicate);
    assertThat(Predicates.ofOne(accounts, "k").of(condition)).isEqualTo(predicate);
  }

  static List<Arguments> refused() {
    Object[] tooMany = Collections.nCopies(100, "v").toArray();
    Condition deep = attr("x").exists();
    for (int i = 0; i < 100_000; i++) {
      deep = deep.negated();
    }
    Condition wide =
        attr("x")
            .exists()
            .and(Collections.nCopies(150, attr("x").exists()).toArray(Condition[]::new));
    return List.of(
        Arguments.of(attr("balance").between(9, 1), "balance BETWEEN"),
        Arguments.of(attr("balance").between(10, 9), "balance BETWEEN"),
        Arguments.of(attr("status").between("b", "a"), "status BETWEEN"),
        Arguments.of(attr("status").between("\ud83d\ude00", "\uff5e"), "status BETWEEN"),
        Arguments.of(attr("status").between("a", 1), "of one type, not S and N"),
        Arguments.of(attr("status").lt(true), "status < takes text, a number or bytes"),
        Arguments.of(attr("status").size().eq("many"), "status takes a number"),
        Arguments.of(attr("balance").beginsWith("1"), "balance is of type N"),
        Arguments.of(attr("balance").eq(Double.NaN), "balance"),
        Arguments.of(attr("any").eq(new java.math.BigDecimal("1E126")), "any"),
        Arguments.of(deep, "nested more than 300 deep"),
        Arguments.of(wide, "301 operators"),
        Arguments.of(
            attr("x")
                .in(tooMany)
                .and(Collections.nCopies(9, attr("x").in(tooMany)).toArray(Condition[]::new)),
            "bytes as an expression"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatNoItemOrNoRequestFulfilsIsRefusedUnsent(Condition condition, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Predicates.ofOne(accounts, "k").of(condition))
        .withMessageContaining(why);
  }

  @Test
  void inTakesOneToAHundred() {
    Object[] hundred = Collections.nCopies(100, 1).toArray();
    assertThat(Predicates.ofEach(documents).of(attr("x").in(hundred)))
        .isEqualTo(
            new Predicate.Any(
                List.of(new Predicate.In(at("x"), Collections.nCopies(100, n("1"))))));
    assertThatIllegalArgumentException().isThrownBy(() -> attr("x").in());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> attr("x").in(Arrays.copyOf(hundred, 101)));
  }

  @Test
  void onlyWritesOfOneItemAskForNoneOrTheSame() {
    Condition absent = new Condition.NoItem();
    Predicate predicate = Predicates.ofOne(accounts, "k").of(absent.or(attr("x").exists()));
    assertThat(predicate)
        .isEqualTo(
            new Predicate.Any(
                List.of(new Predicate.IsAbsent(place("id")), new Predicate.Exists(place("x")))));
    assertThat(predicate.holdsOfNothing()).isTrue();
    for (Condition condition : List.of(absent, new Condition.Unchanged(Account.of("k")))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Predicates.ofEach(accounts).of(condition.negated()))
          .withMessageContaining("writes of one item");
    }
  }

  @Test
  void unchangedComparesWhatIsMappedButTheKeyAndTheDeadline() {
    Predicate predicate =
        Predicates.ofOne(accounts, "k").of(new Condition.Unchanged(Account.of("k")));
    assertThat(predicate.holdsOfNothing()).isFalse();
    assertThat(((Predicate.All) predicate).predicates())
        .containsExactlyInAnyOrder(
            new Predicate.Exists(place("id")),
            compared("balance", Comparator.EQ, n("10.5")),
            compared("the.lines", Comparator.EQ, AttributeValue.fromL(List.of(s("one")))),
            compared("counts", Comparator.EQ, AttributeValue.fromM(Map.of("x", n("1")))),
            compared("tags", Comparator.EQ, AttributeValue.fromSs(List.of("a"))),
            readsAsNull("since"),
            readsAsNull("years"),
            readsAsNull("note"));
  }

  /** "A stored NULL reads as null." */
  private static Predicate readsAsNull(String attribute) {
    return new Predicate.Any(
        List.of(
            compared(attribute, Comparator.EQ, AttributeValue.fromNul(true)),
            new Predicate.IsAbsent(place(attribute))));
  }

  @Test
  void unchangedComparesTheVersionThatTheValueHas() {
    ItemMapping<String, Item> versioned =
        ItemMapping.of(
            Mapping.document()
                .key("id", String.class)
                .revision(Revisions.version("v"))
                .definition(),
            Map.of());
    Item read = Item.of(Map.of("id", "k", "v", 7, "a", "b"));
    assertThat(Predicates.ofOne(versioned, "k").of(new Condition.Unchanged(read)))
        .isEqualTo(
            new Predicate.All(
                List.of(
                    new Predicate.Exists(place("id")),
                    compared("a", Comparator.EQ, s("b")),
                    compared("v", Comparator.EQ, n("7")))));
  }

  @Test
  void unchangedOfAnotherItemOrOfTooMuchIsRefused() {
    Predicates<String, Item> ofOne = Predicates.ofOne(documents, "k");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ofOne.of(new Condition.Unchanged(Item.of(Map.of("id", "other")))));

    Item widest = wide(128);
    assertThat(ofOne.of(new Condition.Unchanged(widest))).isInstanceOf(Predicate.All.class);
    assertThatExceptionOfType(CacheException.class)
        .isThrownBy(() -> ofOne.of(new Condition.Unchanged(wide(129))))
        .withMessageContaining("129 attributes");
  }

  private static Item wide(int attributes) {
    return Item.of(
        IntStream.range(0, attributes)
            .boxed()
            .collect(Collectors.toMap(i -> "attribute-" + i, i -> i)));
  }

  @Test
  void rangesOfSortKeysAreEncodedAsTheirAttributeIs() {
    Predicates<String, Account> each = Predicates.ofEach(accounts);
    assertThat(each.of(SortKey.gt(Instant.ofEpochSecond(5)), "since"))
        .isEqualTo(compared("since", Comparator.GT, n("5")));
    assertThat(each.of(SortKey.between(1, 9), "balance"))
        .isEqualTo(new Predicate.Between(at("balance"), n("1"), n("9")));
    assertThat(each.of(SortKey.beginsWith("a"), "note"))
        .isEqualTo(new Predicate.BeginsWith(place("note"), s("a")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> each.of(SortKey.between(9, 1), "balance"))
        .withMessageContaining("balance BETWEEN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> each.of(SortKey.beginsWith("a"), "balance"))
        .withMessageContaining("balance is of type N");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                each.of(
                    new SortKey.Comparison(io.github.dynamodbjcache.table.Comparator.NE, 1),
                    "balance"))
        .withMessageContaining("balance");
  }

  private static Predicate compared(String attribute, Comparator comparator, AttributeValue value) {
    return new Predicate.Comparison(at(attribute), comparator, value);
  }

  private static At at(String attribute) {
    return new At(place(attribute));
  }

  private static AttributePath place(Object... elements) {
    return new AttributePath(List.of(elements));
  }

  private static AttributeValue n(String number) {
    return AttributeValue.fromN(number);
  }

  private static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }
}
