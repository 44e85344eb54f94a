package io.github.dynamodbjcache.table;

import org.jspecify.annotations.Nullable;

/**
 * Changes of one item, made by the service in one request: all right sides see the item as it was
 * before. Collected by the function that is given to {@link Table#update} or {@link Table#upsert};
 * each method gives the same object back.
 *
 * <p>Refused by an {@link IllegalArgumentException} before anything is sent: a change of a key
 * attribute, two changes of one path or of a path and one within it, no change at all. Values are
 * Java's, each encoded as its attribute is; null is NULL, and an empty set removes the attribute,
 * since DynamoDB has no empty sets. What is set as the deadline of the item ({@link
 * Mapping#timeToLive}) has to be a number, or {@link InvalidItemException} says so.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html">
 *     Update expressions</a>
 */
public interface Update {

  /** It gets that value. What it lies in has to be there: a set under a missing map is refused. */
  Update set(Path path, @Nullable Object value);

  /** The attribute of that name gets that value. */
  Update set(String attribute, @Nullable Object value);

  /** It gets that value if it is not there; NULL is there. */
  Update setIfAbsent(Path path, @Nullable Object value);

  /** It gets what another place has. */
  Update copy(Path from, Path to);

  /** They go; those that are not there are no failure. */
  Update remove(Path... paths);

  /** That much more, or less; from 0 on where it is not there. */
  Update add(Path number, Number delta);

  /** The attribute of that name, likewise. */
  Update add(String attribute, Number delta);

  /** Those come after what the list has; a missing list is begun. */
  Update append(Path list, @Nullable Object... elements);

  /** Those come before what the list has; a missing list is begun. */
  Update prepend(Path list, @Nullable Object... elements);

  /** The set has those as well; a missing set is begun. */
  Update include(Path set, Object... elements);

  /** The set has those no more; a set that becomes empty goes. */
  Update exclude(Path set, Object... elements);

  /** Only if that is true of the item; all of them, if it is said more than once. */
  Update onlyIf(Condition condition);

  /** The outcome has the item as it was before, in place of the new one. */
  Update returningOld();
}
