package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Says in an expression what a guard demands, and what a scan selects. Each condition says outright
 * what it means of a missing attribute.
 */
final class Conditions {

  /** With 300 operators and 4 KB for all of a condition. */
  static final int MOST_COMPARED = 128;

  private final Expression expression;
  private final Terms terms;
  private final TableLayout layout;
  private final Stamps stamps;
  private final Deadlines deadlines;

  /**
   * For one expression.
   *
   * @param nowMillis the instant by which expired items are told
   */
  Conditions(Expression expression, ItemFormat format, long nowMillis) {
    this.expression = expression;
    this.layout = format.layout();
    this.terms = new Terms(expression, layout.keys(), nowMillis);
    this.stamps = format.stamps();
    this.deadlines = format.deadlines();
  }

  /** Demands all that the guard demands. */
  void demand(Guard guard) {
    demandOfEntry(guard.ofEntry());
    for (Guard.OfItem demand : guard.ofItem()) {
      demandOfItem(demand, guard.ofEntry());
    }
  }

  private void demandOfEntry(Guard.OfEntry demand) {
    if (demand instanceof Guard.Absent) {
      String none = terms.noItem();
      String passed = deadlines.passed(terms);
      expression.demand(passed == null ? none : none + " OR " + passed);
    } else if (demand instanceof Guard.Present) {
      String there = terms.item();
      String live = deadlines.live(terms);
      expression.demand(live == null ? there : there + " AND (" + live + ")");
    } else if (demand instanceof Guard.Unchanged unchanged) {
      expression.demand(shows(unchanged.basis()));
    } else if (demand instanceof Guard.Expired expired) {
      expression.demand(deadlines.endedBy(expired.latest(), terms));
    }
  }

  private void demandOfItem(Guard.OfItem demand, Guard.OfEntry beside) {
    if (demand instanceof Guard.Without without) {
      expression.demand(terms.missing(without.attribute()));
    } else if (demand instanceof Guard.At at) {
      expression.demand(shows(at.basis()));
    } else if (demand instanceof Guard.NoItem) {
      expression.demand(terms.noItem());
    } else if (demand instanceof Guard.EndingBy endingBy) {
      if (!(beside instanceof Guard.Expired)) {
        demandIfSaid(deadlines.endingBy(endingBy.latest(), terms));
      }
    } else if (demand instanceof Guard.Reaching reaching) {
      demand(reaching);
    } else if (demand instanceof Guard.Matching matching) {
      expression.demand(
          beside instanceof Guard.Present ? matching.predicate() : orExpired(matching.predicate()));
    }
  }

  private void demand(Guard.Reaching reaching) {
    String number =
        expression.name(reaching.attribute()) + "." + expression.name(reaching.element());
    expression.demand(
        "attribute_not_exists("
            + number
            + ") OR "
            + number
            + " >= "
            + expression.value(Numbers.of(reaching.least())));
  }

  /** An expired item counts as none: it is as the predicate says if none is. */
  private Predicate orExpired(Predicate predicate) {
    Predicate passed = deadlines.passed(terms.nowMillis());
    if (passed == null) {
      return predicate;
    }
    return predicate.holdsOfNothing()
        ? new Predicate.Any(List.of(predicate, passed))
        : new Predicate.All(List.of(predicate, new Predicate.Not(passed)));
  }

  /** The item is as it was when it showed that. */
  private String shows(Basis basis) {
    return basis instanceof Basis.Image image ? shows(image) : stamps.shows(basis, terms);
  }

  private String shows(Basis.Image image) {
    int compared = image.compared().size();
    if (compared > MOST_COMPARED) {
      throw new StoreException(
          "an item of table "
              + layout.table()
              + " has "
              + compared
              + " attributes beside its key, and a write can compare at most "
              + MOST_COMPARED
              + " of them with what was read; nothing was sent. Let the items have a revision:"
              + " items.revision = version, or hidden",
          null);
    }
    List<String> all = new ArrayList<>();
    all.add(stamps.shows(Basis.NOTHING, terms));
    for (String name : image.compared()) {
      AttributeValue value = image.read().get(name);
      all.add(value == null ? terms.missing(name) : terms.equal(name, value));
    }
    return String.join(" AND ", all);
  }

  /** There is an item, live or expired. */
  void demandItem() {
    expression.demand(terms.item());
  }

  /** The deadline has not passed. */
  void demandLive() {
    demandIfSaid(deadlines.live(terms));
  }

  /** See {@link Deadlines#roomForNew}. */
  void demandRoomForNewDeadline() {
    demandIfSaid(deadlines.roomForNew(terms));
  }

  /** No deadline is to be written, and none that has passed would stay. */
  void demandNoPassedDeadline() {
    demandIfSaid(deadlines.noneOrLive(terms));
  }

  /** There is no expired item, where that is not demanded already. */
  void demandNoneExpired(Guard.OfEntry demanded) {
    if (demanded instanceof Guard.Any) {
      demandNoPassedDeadline();
    } else if (demanded instanceof Guard.Unchanged) {
      demandLive();
    }
  }

  /** For scans: live, or to be reported since its deadline cannot be read. */
  void demandLiveOrGarbled() {
    demandIfSaid(deadlines.liveOrGarbled(terms));
  }

  private void demandIfSaid(@Nullable String condition) {
    if (condition != null) {
      expression.demand(condition);
    }
  }

  /** For scans: the partition key begins so, or does not. */
  void demandPrefix(String prefix, boolean included) {
    expression.demand(
        (included ? "" : "NOT ")
            + "begins_with("
            + expression.name(layout.keys().partition())
            + ", "
            + expression.value(AttributeValue.fromS(prefix))
            + ")");
  }
}
