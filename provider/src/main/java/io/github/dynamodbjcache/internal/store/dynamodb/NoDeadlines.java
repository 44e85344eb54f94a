package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** None: no item expires, whatever was wished. */
enum NoDeadlines implements Deadlines {
  INSTANCE;

  @Override
  public Deadline of(Map<String, AttributeValue> item) {
    return Deadline.NEVER;
  }

  @Override
  public Deadline readable(Map<String, AttributeValue> item) {
    return Deadline.NEVER;
  }

  @Override
  public List<String> names() {
    return List.of();
  }

  @Override
  public boolean areTheUsers() {
    return false;
  }

  @Override
  public boolean isSaidBy(Map<String, AttributeValue> data) {
    return true; // There is nothing to be said.
  }

  @Override
  public Map<String, AttributeValue> attributes(Deadline deadline) {
    return Map.of();
  }

  @Override
  public void set(Expression update, Deadline deadline) {}

  @Override
  public void setIfMissing(Expression update, Deadline deadline) {}

  @Override
  public @Nullable String passed(Terms terms) {
    return null;
  }

  @Override
  public @Nullable Predicate passed(long nowMillis) {
    return null;
  }

  @Override
  public @Nullable String live(Terms terms) {
    return null;
  }

  @Override
  public @Nullable String noneOrLive(Terms terms) {
    return null;
  }

  @Override
  public @Nullable String roomForNew(Terms terms) {
    return null;
  }

  /** There is no such item. */
  @Override
  public String endedBy(Deadline latest, Terms terms) {
    return terms.item() + " AND " + terms.noItem();
  }

  @Override
  public @Nullable String endingBy(Deadline latest, Terms terms) {
    return latest.isNever() ? null : terms.noItem();
  }

  @Override
  public @Nullable String liveOrGarbled(Terms terms) {
    return null;
  }
}
