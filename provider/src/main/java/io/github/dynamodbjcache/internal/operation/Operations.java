package io.github.dynamodbjcache.internal.operation;

import java.time.Duration;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.cache.processor.EntryProcessor;
import org.jspecify.annotations.Nullable;

/** The catalogue: what each operation of JCache means, by the Javadoc of {@code javax.cache}. */
public final class Operations {

  private Operations() {}

  /** {@code get}: the value, or what the loader knows. */
  public static <V> Operation<V, @Nullable V> get() {
    return new Decision<>(
        Premise.READ,
        /* isLookup= */ true,
        /* readsThrough= */ true,
        prior -> {
          if (prior.isPresent()) {
            return touch(prior.value());
          }
          V loaded = prior.loaded();
          return loaded == null ? keep(null) : Outcome.of(fromLoader(loaded), loaded);
        });
  }

  /** {@code containsKey}: no access, no lookup. */
  public static <V> Operation<V, Boolean> containsKey() {
    return silent(Premise.READ, prior -> keep(prior.isPresent()));
  }

  /** {@code put}. */
  public static <V> Operation<V, @Nullable Void> put(V value) {
    return silent(Premise.BLIND, prior -> write(value, null));
  }

  /** {@code getAndPut}. */
  public static <V> Operation<V, @Nullable V> getAndPut(V value) {
    return lookup(Premise.READ_TO_CHANGE, prior -> write(value, prior.value()));
  }

  /** {@code putIfAbsent}: true if the value was set. */
  public static <V> Operation<V, Boolean> putIfAbsent(V value) {
    return lookup(
        Premise.ABSENT,
        prior -> prior.isPresent() ? keep(false) : new Outcome<>(fromCaller(value), true, false));
  }

  /** {@code getAndPutIfAbsent}: the value that was there, which counts as accessed. */
  public static <V> Operation<V, @Nullable V> getAndPutIfAbsent(V value) {
    return lookup(
        Premise.ABSENT, prior -> prior.isPresent() ? touch(prior.value()) : write(value, null));
  }

  /** {@code replace(key, value)}. */
  public static <V> Operation<V, Boolean> replace(V value) {
    return lookup(Premise.PRESENT, prior -> prior.isPresent() ? write(value, true) : keep(false));
  }

  /** {@code replace(key, oldValue, newValue)}; a different value counts as accessed. */
  public static <V> Operation<V, Boolean> replace(
      V oldValue, V newValue, BiPredicate<V, V> equality) {
    return lookup(
        Premise.READ_TO_CHANGE,
        prior -> {
          V found = prior.value();
          if (found == null) {
            return keep(false);
          }
          return equality.test(found, oldValue) ? write(newValue, true) : touch(false);
        });
  }

  /** {@code getAndReplace}. */
  public static <V> Operation<V, @Nullable V> getAndReplace(V value) {
    return lookup(
        Premise.READ_TO_CHANGE,
        prior -> prior.isPresent() ? write(value, prior.value()) : keep(null));
  }

  /** {@code remove(key)}; the writer hears of it even if there was nothing. */
  public static <V> Operation<V, Boolean> remove() {
    return silent(Premise.PRESENT, prior -> Outcome.of(new Effect.Remove<>(), prior.isPresent()));
  }

  /** {@code remove(key, oldValue)}; a different value counts as accessed. */
  public static <V> Operation<V, Boolean> remove(V oldValue, BiPredicate<V, V> equality) {
    return lookup(
        Premise.READ_TO_CHANGE,
        prior -> {
          V found = prior.value();
          if (found == null) {
            return keep(false);
          }
          return equality.test(found, oldValue)
              ? Outcome.of(new Effect.Remove<>(), true)
              : touch(false);
        });
  }

  /** {@code getAndRemove}; the writer hears of it even if there was nothing. */
  public static <V> Operation<V, @Nullable V> getAndRemove() {
    return lookup(
        Premise.READ_TO_CHANGE, prior -> Outcome.of(new Effect.Remove<>(), prior.value()));
  }

  /** What DynamoDB itself changes of an entry, unseen. */
  public static <V> Operation<V, @Nullable Void> change() {
    return silent(Premise.BLIND, prior -> Outcome.of(new Effect.Change<>(), null));
  }

  /** What goes, whatever it was. */
  public static <V> Operation<V, @Nullable Void> discard() {
    return silent(Premise.BLIND, prior -> Outcome.of(new Effect.Remove<>(), null));
  }

  /** What a cache does by itself to an entry that has expired, and so counts as absent: it goes. */
  public static <V> Operation<V, @Nullable Void> expire() {
    return silent(Premise.READ_TO_CHANGE, prior -> Outcome.of(new Effect.Remove<>(), null));
  }

  /** {@code loadAll} with {@code replaceExistingValues}. */
  public static <V> Operation<V, @Nullable Void> loadReplacing(V loaded) {
    return silent(Premise.BLIND, prior -> Outcome.of(fromLoader(loaded), null));
  }

  /** {@code loadAll} without {@code replaceExistingValues}. */
  public static <V> Operation<V, @Nullable Void> loadIfAbsent(V loaded) {
    return silent(
        Premise.ABSENT,
        prior -> prior.isPresent() ? keep(null) : Outcome.of(fromLoader(loaded), null));
  }

  /**
   * {@code invoke}: the net effect of the processor on the entry.
   *
   * @param loader asked while the processor runs, if it looks at an absent value; null if the cache
   *     does not read through
   */
  public static <K, V, T extends @Nullable Object> Operation<V, T> invoke(
      K key,
      EntryProcessor<K, V, T> processor,
      @Nullable Object[] arguments,
      @Nullable Supplier<? extends @Nullable V> loader) {
    return lookup(
        Premise.READ_TO_CHANGE,
        prior -> {
          ProcessedEntry<K, V> entry = new ProcessedEntry<>(key, prior, loader);
          T result = entry.process(processor, arguments);
          return Outcome.of(entry.effect(), result);
        });
  }

  /** The operation, whose written value lives that long, whatever the expiry policy says. */
  public static <V, R extends @Nullable Object> Operation<V, R> lasting(
      Duration lifetime, Operation<V, R> operation) {
    return new Decision<>(
        operation.premise(),
        operation.isLookup(),
        operation.readsThrough(),
        prior -> {
          Outcome<V, R> outcome = operation.decide(prior);
          return outcome.effect() instanceof Effect.Write<V> write
              ? new Outcome<>(
                  new Effect.Write<>(write.value(), write.source(), lifetime),
                  outcome.answer(),
                  outcome.answerIfNotStored())
              : outcome;
        });
  }

  private static <V, R extends @Nullable Object> Outcome<V, R> keep(R answer) {
    return Outcome.of(new Effect.Keep<>(), answer);
  }

  private static <V, R extends @Nullable Object> Outcome<V, R> touch(R answer) {
    return Outcome.of(new Effect.Touch<>(), answer);
  }

  private static <V, R extends @Nullable Object> Outcome<V, R> write(V value, R answer) {
    return Outcome.of(fromCaller(value), answer);
  }

  private static <V> Effect<V> fromCaller(V value) {
    return new Effect.Write<>(value, Effect.Source.CALLER);
  }

  private static <V> Effect<V> fromLoader(V value) {
    return new Effect.Write<>(value, Effect.Source.LOADER);
  }

  private static <V, R extends @Nullable Object> Operation<V, R> lookup(
      Premise premise, Function<Prior<V>, Outcome<V, R>> decision) {
    return new Decision<>(premise, /* isLookup= */ true, /* readsThrough= */ false, decision);
  }

  private static <V, R extends @Nullable Object> Operation<V, R> silent(
      Premise premise, Function<Prior<V>, Outcome<V, R>> decision) {
    return new Decision<>(premise, /* isLookup= */ false, /* readsThrough= */ false, decision);
  }

  private record Decision<V, R extends @Nullable Object>(
      Premise premise,
      boolean isLookup,
      boolean readsThrough,
      Function<Prior<V>, Outcome<V, R>> decision)
      implements Operation<V, R> {
    @Override
    public Outcome<V, R> decide(Prior<V> prior) {
      return decision.apply(prior);
    }
  }
}
