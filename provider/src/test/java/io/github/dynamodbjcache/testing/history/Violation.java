package io.github.dynamodbjcache.testing.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A history that is not linearizable, made as short as that remains true.
 *
 * <p>What is left out could not have helped: calls that had not begun when the first prefix went
 * wrong, and calls that only read.
 *
 * @param calls in the order of their beginnings
 */
public record Violation(List<Call> calls) {

  /** The violation in a history of one entry that began without a value, if there is one. */
  public static Optional<Violation> in(List<Call> history) {
    return Linearization.existsFor(history)
        ? Optional.empty()
        : Optional.of(new Violation(withoutNeedlessReads(shortestPrefix(history))));
  }

  private static List<Call> shortestPrefix(List<Call> history) {
    List<Long> ends =
        history.stream().filter(call -> !call.isUnknown()).map(Call::until).sorted().toList();
    for (long end : ends) {
      List<Call> prefix =
          history.stream().filter(call -> call.from() <= end).map(call -> call.asOf(end)).toList();
      if (!Linearization.existsFor(prefix)) {
        return prefix;
      }
    }
    return history;
  }

  private static List<Call> withoutNeedlessReads(List<Call> history) {
    List<Call> needed = new ArrayList<>(history);
    for (Call call : history) {
      if (call.meaning().reads()) {
        needed.remove(call);
        if (Linearization.existsFor(needed)) {
          needed.add(call);
        }
      }
    }
    needed.sort(Comparator.comparingLong(Call::from));
    return List.copyOf(needed);
  }

  @Override
  public String toString() {
    return calls.stream().map(Call::toString).collect(Collectors.joining("\n", "\n", "\n"));
  }
}
