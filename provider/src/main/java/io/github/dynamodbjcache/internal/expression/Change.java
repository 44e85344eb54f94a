package io.github.dynamodbjcache.internal.expression;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One change of one place in an item, over attribute values. */
public sealed interface Change {

  /** The place that is changed. */
  AttributePath path();

  /** It gets that value. */
  record Set(AttributePath path, AttributeValue value) implements Change {}

  /** It gets that value if it is not there. */
  record SetIfAbsent(AttributePath path, AttributeValue value) implements Change {}

  /** It gets what another place has. */
  record Copy(AttributePath path, AttributePath from) implements Change {}

  /** It goes. */
  record Remove(AttributePath path) implements Change {}

  /** A number grows; a missing one begins at 0. */
  record Add(AttributePath path, AttributeValue number) implements Change {}

  /** A list gets more behind; a missing one is begun. */
  record Append(AttributePath path, List<AttributeValue> elements) implements Change {}

  /** A list gets more in front; a missing one is begun. */
  record Prepend(AttributePath path, List<AttributeValue> elements) implements Change {}

  /** A set gets more; a missing one is begun. */
  record Include(AttributePath path, AttributeValue set) implements Change {}

  /** A set has some no more. */
  record Exclude(AttributePath path, AttributeValue set) implements Change {}
}
