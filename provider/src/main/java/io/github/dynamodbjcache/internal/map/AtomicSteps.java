package io.github.dynamodbjcache.internal.map;

import java.util.function.Function;
import java.util.function.Supplier;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/**
 * Steps on one entry that are atomic across JVMs, with functions of the caller's in them: an
 * exception of such a function reaches the caller as it was thrown, one of the cache as JCache has
 * it.
 */
final class AtomicSteps<K, V> {

  private final Steps<K, V> steps;

  AtomicSteps(Steps<K, V> steps) {
    this.steps = steps;
  }

  /** Takes the step; again, if another JVM changed the entry meanwhile. */
  <R extends @Nullable Object> R at(K key, Function<MutableEntry<K, V>, R> step) {
    try {
      return steps.invoke(key, (entry, arguments) -> step.apply(entry));
    } catch (EntryProcessorException e) {
      if (e.getCause() instanceof CallersException callers) {
        throw AtomicSteps.<RuntimeException>unchecked(callers.thrown);
      }
      throw e;
    }
  }

  /** Calls a function of the caller's within a step. */
  <R extends @Nullable Object> R caller(Supplier<R> function) {
    try {
      return function.get();
    } catch (Exception e) { // Checked ones, too: some languages do not tell them apart.
      throw new CallersException(e);
    }
  }

  /** The exception itself, whatever the compiler may say. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Exception> E unchecked(Exception e) throws E {
    throw (E) e;
  }

  /** Carries an exception of the caller's past the words of the specification. */
  private static final class CallersException extends RuntimeException {

    private final transient Exception thrown;

    CallersException(Exception thrown) {
      super(thrown);
      this.thrown = thrown;
    }
  }
}
