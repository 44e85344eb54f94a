package io.github.dynamodbjcache.internal.event;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.EventType;

/**
 * The listeners of one cache, and the delivery of changes to them.
 *
 * <ul>
 *   <li>They hear of what this JVM's cache did, after it was committed; not of other JVMs' writes,
 *       nor of deletions by the service.
 *   <li>A synchronous listener has run when {@link #tell} returns; its failure reaches the caller,
 *       after the other listeners were told.
 *   <li>An asynchronous listener is told in the order of the calls; its failure is logged.
 * </ul>
 */
public final class Listeners<K, V> {

  private final List<Registration<K, V>> registrations = new CopyOnWriteArrayList<>();
  private final Supplier<Cache<K, V>> source;
  private final Executor executor;

  /**
   * Without listeners yet.
   *
   * @param source the cache that events name as theirs
   * @param executor runs asynchronous listeners
   */
  public Listeners(Supplier<Cache<K, V>> source, Executor executor) {
    this.source = source;
    this.executor = executor;
  }

  /** Makes the listener and tells it from now on. */
  public void register(CacheEntryListenerConfiguration<K, V> configuration) {
    registrations.add(new Registration<>(configuration, executor));
  }

  /**
   * Tells the listener no more.
   *
   * @return what may have to be closed, empty if there was no such listener
   */
  public List<Object> deregister(CacheEntryListenerConfiguration<K, V> configuration) {
    for (Registration<K, V> registration : registrations) {
      if (registration.isOf(configuration)) {
        registrations.remove(registration);
        return registration.closeables();
      }
    }
    return List.of();
  }

  /** True if there is anybody to tell, so that old values and copies have to be had. */
  public boolean isAnybodyThere() {
    return !registrations.isEmpty();
  }

  /** True if somebody is told of events of that type. */
  public boolean listenTo(EventType type) {
    return registrations.stream().anyMatch(registration -> registration.listensTo(type));
  }

  /** Tells everybody of changes that were committed. */
  public void tell(List<? extends Change<K, V>> changes) {
    if (changes.isEmpty() || registrations.isEmpty()) {
      return;
    }
    DespiteFailures all = new DespiteFailures();
    for (Registration<K, V> registration : registrations) {
      all.run(() -> registration.deliver(source.get(), changes));
    }
    all.rethrowFirst();
  }

  /** Ends when every asynchronous listener has been told everything up to now. */
  public CompletableFuture<Void> delivered() {
    return CompletableFuture.allOf(
        registrations.stream().map(Registration::delivered).toArray(CompletableFuture[]::new));
  }

  /** The listeners and filters, for closing those that can be closed. */
  public List<Object> closeables() {
    return registrations.stream().flatMap(each -> each.closeables().stream()).toList();
  }
}
