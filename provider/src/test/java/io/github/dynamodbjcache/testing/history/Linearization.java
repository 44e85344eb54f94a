package io.github.dynamodbjcache.testing.history;

import io.github.dynamodbjcache.testing.history.Meaning.After;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of the calls on one entry, each at one instant between its beginning and its
 * end, that gives the answers that were given: Wing and Gong's search, with Lowe's memory of the
 * situations that led nowhere.
 *
 * <p>Calls of unknown outcome may come at any place after their beginning, or nowhere; what they
 * would have answered is nobody's business. Calls that repeat may come several times.
 */
public final class Linearization {

  /** What was searched already: the calls that came, and what they left. */
  private record Situation(BitSet done, @Nullable Long value) {}

  private final List<Call> calls;
  private final BitSet done = new BitSet();
  private final Set<Situation> seen = new HashSet<>();

  private Linearization(List<Call> calls) {
    this.calls = calls.stream().sorted(Comparator.comparingLong(Call::from)).toList();
  }

  /** True if there is such an order, beginning with no entry. */
  public static boolean existsFor(List<Call> calls) {
    return new Linearization(calls).existsFrom(null);
  }

  private boolean existsFrom(@Nullable Long value) {
    long firstEnd = firstEndOfOthers();
    if (firstEnd == Long.MAX_VALUE) {
      return true; // Only calls of unknown outcome are left, and they need not come.
    }
    if (!seen.add(new Situation((BitSet) done.clone(), value))) {
      return false;
    }
    long lastBeginning = lastBeginningOfDone();
    for (int i = 0; i < calls.size() && calls.get(i).from() <= firstEnd; i++) {
      if (done.get(i) ? existsAfterRepeating(i, value, lastBeginning) : existsAfter(i, value)) {
        return true;
      }
    }
    return false;
  }

  private boolean existsAfter(int next, @Nullable Long value) {
    Call call = calls.get(next);
    After after = call.meaning().on(value);
    if (!call.mayAnswer(after.answer())) {
      return false;
    }
    done.set(next);
    boolean exists = existsFrom(after.value());
    done.clear(next);
    return exists;
  }

  private boolean existsAfterRepeating(int again, @Nullable Long value, long lastBeginning) {
    Call call = calls.get(again);
    After after = call.meaning().on(value);
    return call.repeats()
        && call.until() >= lastBeginning
        && !Objects.equals(after.value(), value)
        && existsFrom(after.value());
  }

  private long firstEndOfOthers() {
    long first = Long.MAX_VALUE;
    for (int i = done.nextClearBit(0); i < calls.size(); i = done.nextClearBit(i + 1)) {
      first = Math.min(first, calls.get(i).until());
    }
    return first;
  }

  private long lastBeginningOfDone() {
    return done.isEmpty() ? Long.MIN_VALUE : calls.get(done.length() - 1).from();
  }
}
