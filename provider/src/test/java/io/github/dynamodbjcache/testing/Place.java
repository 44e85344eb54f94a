package io.github.dynamodbjcache.testing;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;

/**
 * Every method of the provider that a test plants a defect in: all of them here, so that {@code
 * PlacesTest} can resolve them in a second, and whoever moves a class has one list to edit.
 */
public enum Place {
  CACHED_HASH_IS_PROVEN("internal.codec.key.CachedHash", "isProven"),
  CALLS_ARE_AWAITED("internal.cache.CallsUnderWay", "awaitEnd"),
  CONDITION_OF_A_WRITE("internal.store.dynamodb.Conditions", "demand"),
  CONNECTIONS_ARE_COUNTED("internal.wire.Connections", "of"),
  CONNECTION_IS_CLOSED("internal.client.Connection", "close"),
  ENTRY_IS_LIVE("internal.store.StoredEntry", "isLiveAt"),
  FRESH_GENERATION("internal.split.Generation", "fresh"),
  GUARD_UNCHANGED("internal.store.Guard", "unchanged"),
  INTERRUPTS_ARE_SEEN("internal.wire.InterruptWatch", "look"),
  LEFT_OVER_BY_READS("internal.store.dynamodb.BatchReads", "unprocessed"),
  LEFT_OVER_BY_WRITES("internal.store.dynamodb.BatchWrites", "unprocessed"),
  LOST_ANSWER_MAY_HAVE_WRITTEN("internal.attempt.Failure", "mayHaveWritten"),
  MBEANS_ARE_UNREGISTERED("internal.management.CacheBeans", "unregister"),
  PUNCTUATION_OF_A_KEY("internal.codec.item.KeyEscapes", "isPunctuation"),
  REQUEST_HAS_LEFT("internal.wire.Sending", "end"),
  RETRY_IS_LEFT("internal.attempt.RetryBudget", "tryTake"),
  SHORTENED_KEY("internal.codec.item.ShortKey", "printable"),
  TIME_IS_REACHED("internal.time.TimeLimit", "isReached"),
  TIME_REMAINING("internal.time.TimeLimit", "remainingNanos"),
  TOUCH_OF_AN_ENTRY("internal.runner.AccessedEntries", "apply"),
  WAIT_AFTER_A_LOST_RACE("internal.runner.Patience", "longestWaitNanos"),
  WRITE_IS_TRANSACTED("internal.store.dynamodb.Transacted", "covers");

  private static final String PACKAGE = "io.github.dynamodbjcache.";

  private final String type;
  private final String method;

  /**
   * Names the method.
   *
   * @param type the class, without {@code io.github.dynamodbjcache.}
   * @param method the method's name; all of that name are meant
   */
  Place(String type, String method) {
    this.type = PACKAGE + type;
    this.method = method;
  }

  String type() {
    return type;
  }

  String method() {
    return method;
  }

  /** The methods that are meant. */
  List<Method> resolve() {
    return resolve(type, method);
  }

  /** Loads the class, too: only what is loaded can be changed. */
  static List<Method> resolve(String type, String method) {
    try {
      Class<?> there = Class.forName(type);
      List<Method> meant =
          Arrays.stream(there.getDeclaredMethods())
              .filter(declared -> declared.getName().equals(method))
              .toList();
      if (meant.isEmpty()) {
        throw new IllegalArgumentException("no method " + method + " in " + type);
      }
      return meant;
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException("no class " + type, e);
    }
  }
}
