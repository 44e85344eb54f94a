package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How items carry their deadlines. The conditions are true, false or absent of every item and of
 * none; where one is null, nothing has to be said.
 */
interface Deadlines {

  /**
   * As that lifetime says.
   *
   * @param clock tells what lies too far back to count
   */
  static Deadlines of(Lifetime lifetime, Clock clock, Garbled garbled) {
    if (lifetime instanceof Lifetime.InMillis inMillis) {
      return new MillisDeadlines(inMillis, garbled);
    }
    return lifetime instanceof Lifetime.InSeconds inSeconds
        ? new SecondsDeadlines(inSeconds.timeToLive(), clock)
        : NoDeadlines.INSTANCE;
  }

  /**
   * The deadline of an item.
   *
   * @throws StoreException if it cannot be read
   */
  Deadline of(Map<String, AttributeValue> item);

  /** The same; never, if it cannot be read. */
  Deadline readable(Map<String, AttributeValue> item);

  /** The attributes that tell it. */
  List<String> names();

  /** True if the user's attribute tells it, which stays where nobody says a deadline. */
  boolean areTheUsers();

  /** True if an entry with those attributes says it itself. */
  boolean isSaidBy(Map<String, AttributeValue> data);

  /** The attributes of an item with that deadline. */
  Map<String, AttributeValue> attributes(Deadline deadline);

  /** An update gives the item that deadline. */
  void set(Expression update, Deadline deadline);

  /** An update gives that deadline, which is not never, to an item that has none. */
  void setIfMissing(Expression update, Deadline deadline);

  /** The deadline has passed. */
  @Nullable String passed(Terms terms);

  /** The same as a predicate. */
  @Nullable Predicate passed(long nowMillis);

  /** The deadline has not passed, if there is an item. */
  @Nullable String live(Terms terms);

  /** There is no item, or one whose deadline has not passed. */
  @Nullable String noneOrLive(Terms terms);

  /**
   * A new deadline meets no item, or a live one that has a deadline to keep. Not one that expired,
   * nor an eternal one: {@code if_not_exists} would leave the first its past deadline and give the
   * second the new one.
   */
  @Nullable String roomForNew(Terms terms);

  /** There is an item with a deadline, and none later than that one, which is not never. */
  String endedBy(Deadline latest, Terms terms);

  /** There is no item, or one with no later deadline than that. */
  @Nullable String endingBy(Deadline latest, Terms terms);

  /** For scans: live, or to be reported since the deadline cannot be read. */
  @Nullable String liveOrGarbled(Terms terms);
}
