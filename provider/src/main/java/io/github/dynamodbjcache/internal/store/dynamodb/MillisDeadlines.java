package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * To the millisecond in an attribute of its own, beside the one for the service's deletion. One
 * that is no number makes an item neither live nor absent: then a write fails, and the answer names
 * the attribute.
 */
final class MillisDeadlines implements Deadlines {

  private final String millis;
  private final String timeToLive;
  private final Garbled garbled;

  MillisDeadlines(Lifetime.InMillis names, Garbled garbled) {
    this.millis = names.deadline();
    this.timeToLive = names.timeToLive();
    this.garbled = garbled;
  }

  @Override
  public Deadline of(Map<String, AttributeValue> item) {
    AttributeValue attribute = item.get(millis);
    if (attribute == null) {
      return Deadline.NEVER;
    }
    Long deadline = Numbers.whole(attribute);
    if (deadline == null) {
      throw garbled.curable(
          millis,
          "is of type " + attribute.type() + ", expected N with milliseconds since the epoch");
    }
    return Deadline.at(deadline);
  }

  @Override
  public Deadline readable(Map<String, AttributeValue> item) {
    Long deadline = Numbers.whole(item.get(millis));
    return deadline == null ? Deadline.NEVER : Deadline.at(deadline);
  }

  @Override
  public List<String> names() {
    return List.of(millis);
  }

  @Override
  public boolean areTheUsers() {
    return false;
  }

  @Override
  public boolean isSaidBy(Map<String, AttributeValue> data) {
    return false;
  }

  @Override
  public Map<String, AttributeValue> attributes(Deadline deadline) {
    return deadline.isNever()
        ? Map.of()
        : Map.of(
            millis,
            Numbers.of(deadline.epochMillis()),
            timeToLive,
            SecondsDeadlines.atOrAfter(deadline));
  }

  @Override
  public void set(Expression update, Deadline deadline) {
    if (deadline.isNever()) {
      update.remove(millis);
      update.remove(timeToLive);
    } else {
      update.set(millis, Numbers.of(deadline.epochMillis()));
      update.set(timeToLive, SecondsDeadlines.atOrAfter(deadline));
    }
  }

  @Override
  public void setIfMissing(Expression update, Deadline deadline) {
    update.setIfMissing(millis, Numbers.of(deadline.epochMillis()));
    update.setIfMissing(timeToLive, SecondsDeadlines.atOrAfter(deadline));
  }

  @Override
  public String passed(Terms terms) {
    return terms.name(millis) + " <= " + now(terms);
  }

  @Override
  public Predicate passed(long nowMillis) {
    return new Predicate.Comparison(
        new Predicate.At(AttributePath.of(millis)), Predicate.Comparator.LE, Numbers.of(nowMillis));
  }

  @Override
  public String live(Terms terms) {
    return terms.missing(millis) + " OR " + terms.name(millis) + " > " + now(terms);
  }

  @Override
  public String noneOrLive(Terms terms) {
    return terms.noItem() + " OR " + live(terms);
  }

  @Override
  public String roomForNew(Terms terms) {
    return terms.noItem() + " OR " + terms.name(millis) + " > " + now(terms);
  }

  @Override
  public String endedBy(Deadline latest, Terms terms) {
    return terms.name(millis) + " <= " + terms.value(Numbers.of(latest.epochMillis()));
  }

  @Override
  public @Nullable String endingBy(Deadline latest, Terms terms) {
    return latest.isNever() ? null : terms.noItem() + " OR " + endedBy(latest, terms);
  }

  @Override
  public String liveOrGarbled(Terms terms) {
    return live(terms) + " OR NOT " + terms.isOfType(millis, "N");
  }

  private static String now(Terms terms) {
    return terms.shared(Numbers.of(terms.nowMillis()));
  }
}
