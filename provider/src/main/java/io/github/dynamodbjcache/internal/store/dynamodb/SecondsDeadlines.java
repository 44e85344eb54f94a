package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * In whole seconds, in the attribute by which the service deletes, and as the service reads it:
 * what is no number, or lies more than five years back, is none. So no item is garbled.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html">
 *     Before you start using TTL</a>
 */
final class SecondsDeadlines implements Deadlines {

  /** How far back a deadline counts. */
  private static final long FARTHEST_BACK_SECONDS = Duration.ofDays(5 * 365).toSeconds();

  private static final BigDecimal LAST_SECOND = BigDecimal.valueOf(Long.MAX_VALUE / 1000 - 1);

  private final String timeToLive;
  private final Clock clock;

  SecondsDeadlines(String timeToLive, Clock clock) {
    this.timeToLive = timeToLive;
    this.clock = clock;
  }

  /** Rounded up: the service must not delete what the cache still shows. */
  static AttributeValue atOrAfter(Deadline deadline) {
    return Numbers.of(-Math.floorDiv(-deadline.epochMillis(), 1000L));
  }

  @Override
  public Deadline of(Map<String, AttributeValue> item) {
    return readable(item);
  }

  @Override
  public Deadline readable(Map<String, AttributeValue> item) {
    AttributeValue attribute = item.get(timeToLive);
    if (attribute == null || attribute.n() == null) {
      return Deadline.NEVER;
    }
    BigDecimal seconds = new BigDecimal(attribute.n());
    boolean counts =
        seconds.compareTo(LAST_SECOND) < 0
            && seconds.compareTo(BigDecimal.valueOf(farthestBack(clock.millis()))) >= 0;
    return counts
        ? Deadline.at(seconds.setScale(0, RoundingMode.CEILING).longValueExact() * 1000)
        : Deadline.NEVER;
  }

  @Override
  public List<String> names() {
    return List.of(timeToLive);
  }

  @Override
  public boolean areTheUsers() {
    return true;
  }

  @Override
  public boolean isSaidBy(Map<String, AttributeValue> data) {
    return data.containsKey(timeToLive);
  }

  @Override
  public Map<String, AttributeValue> attributes(Deadline deadline) {
    return deadline.isNever() ? Map.of() : Map.of(timeToLive, atOrAfter(deadline));
  }

  @Override
  public void set(Expression update, Deadline deadline) {
    if (deadline.isNever()) {
      update.remove(timeToLive);
    } else {
      update.set(timeToLive, atOrAfter(deadline));
    }
  }

  @Override
  public void setIfMissing(Expression update, Deadline deadline) {
    update.setIfMissing(timeToLive, atOrAfter(deadline));
  }

  @Override
  public String passed(Terms terms) {
    return terms.name(timeToLive)
        + " BETWEEN "
        + terms.shared(Numbers.of(farthestBack(terms.nowMillis())))
        + " AND "
        + terms.shared(Numbers.of(now(terms.nowMillis())));
  }

  @Override
  public Predicate passed(long nowMillis) {
    return new Predicate.Between(
        new Predicate.At(AttributePath.of(timeToLive)),
        Numbers.of(farthestBack(nowMillis)),
        Numbers.of(now(nowMillis)));
  }

  @Override
  public String live(Terms terms) {
    return "NOT " + passed(terms);
  }

  /** Of no item it is true as well. */
  @Override
  public String noneOrLive(Terms terms) {
    return live(terms);
  }

  @Override
  public String roomForNew(Terms terms) {
    return terms.noItem() + " OR " + terms.there(timeToLive) + " AND " + live(terms);
  }

  /** One that was met as it came to lie too far back to count is still the same. */
  @Override
  public String endedBy(Deadline latest, Terms terms) {
    AttributeValue end = atOrAfter(latest);
    long first = Math.min(farthestBack(terms.nowMillis()), Long.parseLong(end.n()));
    return terms.name(timeToLive)
        + " BETWEEN "
        + terms.shared(Numbers.of(first))
        + " AND "
        + terms.value(end);
  }

  @Override
  public @Nullable String endingBy(Deadline latest, Terms terms) {
    return latest.isNever() ? null : terms.noItem() + " OR " + endedBy(latest, terms);
  }

  @Override
  public String liveOrGarbled(Terms terms) {
    return live(terms);
  }

  private static long now(long nowMillis) {
    return Math.floorDiv(nowMillis, 1000L);
  }

  private static long farthestBack(long nowMillis) {
    return now(nowMillis) - FARTHEST_BACK_SECONDS;
  }
}
