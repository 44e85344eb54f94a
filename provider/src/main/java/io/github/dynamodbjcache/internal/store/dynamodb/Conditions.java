package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Says in an expression what a guard demands, and what a scan selects.
 *
 * <p>Each condition says outright what it means of a missing attribute, and a deadline that is no
 * number makes an item neither live nor absent: then the write fails, and the answer names the
 * attribute.
 */
final class Conditions {

  private final Expression expression;
  private final Naming naming;
  private final String partitionKey;
  private final long nowMillis;
  private @Nullable String now;

  /**
   * For one expression.
   *
   * @param nowMillis the instant by which expired items are told
   */
  Conditions(Expression expression, TableLayout layout, long nowMillis) {
    this.expression = expression;
    this.naming = layout.naming();
    this.partitionKey = layout.keys().partition();
    this.nowMillis = nowMillis;
  }

  /** Demands all that the guard demands. */
  void demand(Guard guard) {
    demandOfEntry(guard.ofEntry());
    guard.ofItem().forEach(this::demandOfItem);
  }

  private void demandOfEntry(Guard.OfEntry demand) {
    if (demand instanceof Guard.Absent) {
      expression.demand(missing(partitionKey) + " OR " + deadline() + " <= " + now());
    } else if (demand instanceof Guard.Present) {
      expression.demand(there(partitionKey) + " AND (" + live() + ")");
    } else if (demand instanceof Guard.Unchanged unchanged) {
      expression.demand(shows(unchanged.basis()));
    }
  }

  private void demandOfItem(Guard.OfItem demand) {
    if (demand instanceof Guard.Without without) {
      expression.demand(missing(without.attribute()));
    } else if (demand instanceof Guard.At at) {
      expression.demand(shows(at.basis()));
    } else if (demand instanceof Guard.EndingBy endingBy) {
      demandEnd(endingBy.latest());
    } else if (demand instanceof Guard.Reaching reaching) {
      String number =
          expression.name(reaching.attribute()) + "." + expression.name(reaching.element());
      expression.demand(
          "attribute_not_exists("
              + number
              + ") OR "
              + number
              + " >= "
              + expression.value(ItemFormat.millis(reaching.least())));
    }
  }

  private void demandEnd(Deadline latest) {
    if (!latest.isNever()) {
      AttributeValue millis = ItemFormat.millis(latest.epochMillis());
      expression.demand(
          missing(partitionKey) + " OR " + deadline() + " <= " + expression.value(millis));
    }
  }

  /** The item is as it was when it showed that. */
  private String shows(Basis basis) {
    if (basis instanceof Basis.Ring ring) {
      return equal(naming.revision(), ItemFormat.binary(ring.revision()));
    }
    if (basis instanceof Basis.Version version) {
      return equal(naming.revision(), ItemFormat.millis(version.number()));
    }
    if (basis instanceof Basis.Image image) {
      return shows(image);
    }
    // Still as another application left it, which keeps no revisions. What it may have put in
    // their place is none that could be lost, and a plain put or remove has to cure it.
    return there(partitionKey) + " AND NOT " + isOfType(naming.revision(), "B");
  }

  private String shows(Basis.Image image) {
    List<String> all = new ArrayList<>();
    all.add(there(partitionKey));
    image.present().forEach((name, value) -> all.add(equal(name, value)));
    image.absent().forEach(name -> all.add(missing(name)));
    return String.join(" AND ", all);
  }

  /** The deadline has not passed. */
  void demandLive() {
    expression.demand(live());
  }

  /**
   * A new deadline meets no item, or a live one that has a deadline to keep. Not one that expired,
   * nor an eternal one: {@code if_not_exists} would leave the first its past deadline and give the
   * second the new one.
   */
  void demandRoomForNewDeadline() {
    expression.demand(missing(partitionKey) + " OR " + deadline() + " > " + now());
  }

  /** No deadline is to be written, and none that has passed would stay. */
  void demandNoPassedDeadline() {
    expression.demand(missing(partitionKey) + " OR " + live());
  }

  /** For scans: live, or to be reported since its deadline is no number. */
  void demandLiveOrGarbled() {
    expression.demand(live() + " OR NOT " + isOfType(naming.deadline(), "N"));
  }

  /** For scans: the partition key begins so, or does not. */
  void demandPrefix(String prefix, boolean included) {
    expression.demand(
        (included ? "" : "NOT ")
            + "begins_with("
            + expression.name(partitionKey)
            + ", "
            + expression.value(AttributeValue.fromS(prefix))
            + ")");
  }

  private String live() {
    return missing(naming.deadline()) + " OR " + deadline() + " > " + now();
  }

  private String equal(String attribute, AttributeValue value) {
    return expression.name(attribute) + " = " + expression.value(value);
  }

  private String missing(String attribute) {
    return "attribute_not_exists(" + expression.name(attribute) + ")";
  }

  private String there(String attribute) {
    return "attribute_exists(" + expression.name(attribute) + ")";
  }

  private String isOfType(String attribute, String type) {
    return "attribute_type("
        + expression.name(attribute)
        + ", "
        + expression.value(AttributeValue.fromS(type))
        + ")";
  }

  private String deadline() {
    return expression.name(naming.deadline());
  }

  private String now() {
    if (now == null) {
      now = expression.value(ItemFormat.millis(nowMillis));
    }
    return now;
  }
}
