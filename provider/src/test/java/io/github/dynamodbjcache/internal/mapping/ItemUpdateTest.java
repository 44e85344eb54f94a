package io.github.dynamodbjcache.internal.mapping;

import static io.github.dynamodbjcache.table.Path.attr;
import static io.github.dynamodbjcache.table.Path.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Change;
import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.table.InvalidItemException;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.table.Update;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a user's function says of an update, over attribute values. */
class ItemUpdateTest {

  private final ItemMapping<String, Account> accounts = Account.mapping();

  static List<Arguments> changes() {
    AttributeValue oneTwo = AttributeValue.fromL(List.of(n("1"), n("2")));
    return List.of(
        said(u -> u.set("since", Instant.ofEpochSecond(7)), new Change.Set(at("since"), n("7"))),
        said(u -> u.set("a.b", "x"), new Change.Set(at("a.b"), s("x"))),
        said(u -> u.set(path("a.b"), List.of(1, 2)), new Change.Set(at("a", "b"), oneTwo)),
        said(
            u -> u.set("balance", null),
            new Change.Set(at("balance"), AttributeValue.fromNul(true))),
        said(u -> u.set("tags", Set.of()), new Change.Remove(at("tags"))),
        said(u -> u.set(path("m.tags"), Set.of()), new Change.Remove(at("m", "tags"))),
        said(u -> u.set("note", Optional.empty()), new Change.Remove(at("note"))),
        said(u -> u.set("ttl", 4_000_000_001L), new Change.Set(at("ttl"), n("4000000001"))),
        said(u -> u.setIfAbsent(attr("x"), ""), new Change.SetIfAbsent(at("x"), s(""))),
        said(u -> u.copy(attr("id"), attr("x")), new Change.Copy(at("x"), at("id"))),
        said(
            u -> u.remove(attr("x"), path("y[1]")),
            new Change.Remove(at("x")),
            new Change.Remove(at("y", 1))),
        said(u -> u.remove().add("balance", 1), new Change.Add(at("balance"), n("1"))),
        said(
            u -> u.add(path("counts.x"), new BigDecimal("-1.50")),
            new Change.Add(at("counts", "x"), n("-1.5"))),
        said(
            u -> u.append(attr("the.lines"), "x", null),
            new Change.Append(at("the.lines"), List.of(s("x"), AttributeValue.fromNul(true)))),
        said(
            u -> u.prepend(attr("any"), 1, List.of(1, 2)),
            new Change.Prepend(at("any"), List.of(n("1"), oneTwo))),
        said(
            u -> u.include(attr("tags"), "b", "c", "b"),
            new Change.Include(at("tags"), AttributeValue.fromSs(List.of("b", "c")))),
        said(
            u -> u.exclude(attr("any"), 1, new BigDecimal("1.0"), 2L),
            new Change.Exclude(at("any"), AttributeValue.fromNs(List.of("1", "2")))));
  }

  private static Arguments said(UnaryOperator<Update> said, Change... changes) {
    return Arguments.of(said, List.of(changes));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void eachIsSaidAsItsPlaceStoresIt(UnaryOperator<Update> said, List<Change> changes) {
    ItemUpdate update = ItemUpdate.of(accounts, "k", said);
    assertThat(update.changes()).isEqualTo(changes);
    assertThat(update.onlyIf()).isNull();
    assertThat(update.returningOld()).isFalse();
  }

  static List<Arguments> refused() {
    return List.of(
        refused(u -> u, "changes nothing"),
        refused(u -> u.remove(), "changes nothing"),
        refused(u -> u.onlyIf(attr("x").exists()).returningOld(), "changes nothing"),
        refused(u -> u.set("a", 1).set(path("a.b"), 2), "both a and a.b"),
        refused(u -> u.set("a", 1).remove(attr("a")), "changes a twice"),
        refused(u -> u.set("a", 1).add("a", 1), "changes a twice"),
        refused(u -> u.set(path("a[0]"), 1).set(path("a.b"), 2), "both a[0] and a.b"),
        refused(u -> u.set("id", "k"), "id cannot be changed: it is a key attribute"),
        refused(u -> u.remove(attr("id")), "id cannot be changed: it is a key attribute"),
        refused(u -> u.copy(attr("x"), attr("id")), "id cannot be changed"),
        refused(u -> u.add("id", 1), "id cannot be changed"),
        refused(u -> u.setIfAbsent(attr("x"), Set.of()), "changes nothing"),
        refused(u -> u.set(path("x[3]"), Set.of()), "x[3] cannot become"),
        refused(u -> u.add("note", 1), "note is of type S, and add(…) is for [N]"),
        refused(u -> u.add("x", Double.NaN), "x is not a number"),
        refused(u -> u.add("x", new BigDecimal("1".repeat(39))), "x is a number of more than 38"),
        refused(u -> u.append(attr("x")), "one or more elements"),
        refused(u -> u.append(attr("tags"), "x"), "tags is of type SS, and append(…) is for [L]"),
        refused(u -> u.include(attr("x")), "one or more elements"),
        refused(u -> u.include(attr("x"), "a", 1), "of one type, not S and N"),
        refused(u -> u.include(attr("x"), true), "elements of type BOOL"),
        refused(u -> u.exclude(attr("x"), 1, "a"), "of one type, not N and S"),
        refused(u -> u.include(attr("the.lines"), "x"), "the.lines is of type L"),
        refused(u -> u.set("x", 1).onlyIf(attr("balance").between(2, 1)), "balance BETWEEN"),
        refused(
            u -> {
              IntStream.range(0, 800).forEach(i -> u.set("attribute-" + i, i));
              return u;
            },
            "bytes as an expression"),
        refused(
            u -> {
              IntStream.range(0, 200).forEach(i -> u.onlyIf(attr("x").exists()));
              return u.set("x", 1);
            },
            "operators"));
  }

  private static Arguments refused(UnaryOperator<Update> said, String why) {
    return Arguments.of(said, why);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatNoRequestCanDoIsRefusedUnsent(UnaryOperator<Update> said, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemUpdate.of(accounts, "k", said))
        .withMessageContaining(why);
  }

  @Test
  void valuesThatTheirPlaceCannotHaveAreRefusedWithIt() {
    for (UnaryOperator<Update> said :
        List.<UnaryOperator<Update>>of(
            u -> u.set("balance", "much"),
            u -> u.set(path("counts.x"), "y"),
            u -> u.append(attr("the.lines"), 1),
            u -> u.append(attr("any"), Set.of()),
            u -> u.set("any", List.of(1, Set.of())))) {
      assertThatExceptionOfType(InvalidItemException.class)
          .isThrownBy(() -> ItemUpdate.of(accounts, "k", said))
          .satisfies(invalid -> assertThat(invalid.paths()).isNotEmpty())
          .withMessageNotContaining("much");
    }
  }

  @Test
  void theStoresOwnAttributesCannotBeChanged() {
    ItemMapping<String, Account> versioned = Account.mapping(Revisions.version("v"));
    ItemMapping<String, Account> hidden = Account.mapping(Revisions.hidden("_"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemUpdate.of(versioned, "k", u -> u.add("v", 1)))
        .withMessageContaining("v cannot be changed: it is the version");
    for (String name : List.of("_w", "_p1", "_p5")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ItemUpdate.of(hidden, "k", u -> u.remove(attr(name))))
          .withMessageContaining(name + " cannot be changed");
    }
    assertThat(ItemUpdate.of(hidden, "k", u -> u.set("v", 1).set("_x", 1)).changes()).hasSize(2);
  }

  /** A deadline that the service takes for none would be told by nobody. */
  @Test
  void theDeadlineIsANumber() {
    ItemMapping<String, Item> documents =
        ItemMapping.of(
            Mapping.document().key("id", String.class).timeToLive("until").definition(), Map.of());
    Instant later = Instant.ofEpochSecond(4_000_000_000L);
    for (UnaryOperator<Update> change :
        List.<UnaryOperator<Update>>of(
            u -> u.set("until", later),
            u -> u.setIfAbsent(attr("until"), "4000000000"),
            u -> u.set("until", List.of(4_000_000_000L)))) {
      assertThatExceptionOfType(InvalidItemException.class)
          .isThrownBy(() -> ItemUpdate.of(documents, "k", change))
          .withMessageContaining("until is of type ")
          .withMessageContaining("a number of seconds since the epoch")
          .satisfies(invalid -> assertThat(invalid.paths()).containsExactly("until"));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ItemUpdate.of(documents, "k", u -> u.append(attr("until"), 1)))
        .withMessageContaining("until is of type N");
    assertThat(ItemUpdate.of(documents, "k", u -> u.set("until", later.getEpochSecond())).changes())
        .containsExactly(new Change.Set(at("until"), n("4000000000")));
    assertThat(ItemUpdate.of(documents, "k", u -> u.set("until", null)).changes()).hasSize(1);
    assertThat(ItemUpdate.of(documents, "k", u -> u.set(path("m.until"), later)).changes())
        .hasSize(1);
  }

  @Test
  void demandsAreAllDemanded() {
    ItemUpdate update =
        ItemUpdate.of(
            accounts,
            "k",
            u ->
                u.onlyIf(attr("x").exists())
                    .set("x", 1)
                    .onlyIf(attr("y").exists().or(attr("z").exists()))
                    .returningOld());
    assertThat(update.onlyIf())
        .isEqualTo(
            new Predicate.All(
                List.of(
                    new Predicate.Exists(at("x")),
                    new Predicate.Any(
                        List.of(new Predicate.Exists(at("y")), new Predicate.Exists(at("z")))))));
    assertThat(update.returningOld()).isTrue();
  }

  @Test
  void theFunctionGivesBackWhatItWasGiven() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ItemUpdate.of(
                    accounts,
                    "k",
                    u -> {
                      u.set("x", 1);
                      return null;
                    }))
        .withMessageContaining("return the update that it was given");
  }

  private static AttributePath at(Object... elements) {
    return new AttributePath(List.of(elements));
  }

  private static AttributeValue n(String number) {
    return AttributeValue.fromN(number);
  }

  private static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }
}
