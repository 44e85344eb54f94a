package io.github.dynamodbjcache.internal.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener with its filter, as its configuration asks for it. */
final class Registration<K, V> {

  private static final Logger LOG = LoggerFactory.getLogger(Registration.class);

  /** What one operation does to one key is told in this order: it expires, then it is created. */
  private static final List<EventType> ORDER =
      List.of(EventType.EXPIRED, EventType.CREATED, EventType.UPDATED, EventType.REMOVED);

  private final CacheEntryListenerConfiguration<K, V> configuration;
  private final CacheEntryListener<? super K, ? super V> listener;
  private final @Nullable CacheEntryEventFilter<? super K, ? super V> filter;
  private final Executor executor;

  /** The end of what was handed to the executor: the next delivery waits for it. */
  private CompletableFuture<Void> deliveries = CompletableFuture.completedFuture(null);

  Registration(CacheEntryListenerConfiguration<K, V> configuration, Executor executor) {
    this.configuration = configuration;
    this.listener = configuration.getCacheEntryListenerFactory().create();
    Factory<CacheEntryEventFilter<? super K, ? super V>> filterFactory =
        configuration.getCacheEntryEventFilterFactory();
    this.filter = filterFactory == null ? null : filterFactory.create();
    this.executor = executor;
  }

  boolean isOf(CacheEntryListenerConfiguration<K, V> other) {
    return configuration.equals(other);
  }

  /**
   * Tells the listener: before this returns if it is synchronous, else in the order of the calls.
   *
   * @throws CacheEntryListenerException if a synchronous listener or its filter failed
   */
  void deliver(Cache<K, V> source, List<? extends Change<K, V>> changes) {
    if (configuration.isSynchronous()) {
      tell(source, changes);
    } else {
      enqueue(source, () -> tellOrLog(source, changes));
    }
  }

  /** Ends when everything handed over so far has been delivered. */
  synchronized CompletableFuture<Void> delivered() {
    return deliveries;
  }

  /** What has to be closed with the cache, if it can be. */
  List<Object> closeables() {
    return filter == null ? List.of(listener) : List.of(listener, filter);
  }

  /** What could not be handed over keeps nothing back that comes after it. */
  private synchronized void enqueue(Cache<K, V> source, Runnable delivery) {
    deliveries =
        deliveries
            .thenRunAsync(delivery, executor)
            .exceptionally(
                notHandedOver -> {
                  logFailure(source, notHandedOver);
                  return null;
                });
  }

  private void tellOrLog(Cache<K, V> source, List<? extends Change<K, V>> changes) {
    try {
      tell(source, changes);
    } catch (RuntimeException | Error e) {
      logFailure(source, e);
    }
  }

  private void logFailure(Cache<K, V> source, Throwable failure) {
    LOG.warn(
        "cache {}: asynchronous listener {} failed",
        source.getName(),
        listener.getClass().getName(),
        failure);
  }

  private void tell(Cache<K, V> source, List<? extends Change<K, V>> changes) {
    try {
      Map<EventType, List<CacheEntryEvent<? extends K, ? extends V>>> events =
          events(source, changes);
      DespiteFailures all = new DespiteFailures();
      for (EventType type : ORDER) {
        List<CacheEntryEvent<? extends K, ? extends V>> ofType = events.get(type);
        if (ofType != null) {
          all.run(() -> tell(type, ofType));
        }
      }
      all.rethrowFirst();
    } catch (CacheEntryListenerException alreadyInTheWordsOfTheSpecification) {
      throw alreadyInTheWordsOfTheSpecification;
    } catch (RuntimeException e) {
      throw new CacheEntryListenerException(
          "cache \""
              + source.getName()
              + "\": listener "
              + listener.getClass().getName()
              + " failed",
          e);
    }
  }

  private Map<EventType, List<CacheEntryEvent<? extends K, ? extends V>>> events(
      Cache<K, V> source, List<? extends Change<K, V>> changes) {
    return changes.stream()
        .filter(change -> listensTo(change.type()))
        .map(change -> new ChangeEvent<>(source, change, configuration.isOldValueRequired()))
        .filter(event -> filter == null || filter.evaluate(event))
        .collect(
            Collectors.groupingBy(
                CacheEntryEvent::getEventType, Collectors.toCollection(ArrayList::new)));
  }

  boolean listensTo(EventType type) {
    return switch (type) {
      case CREATED -> listener instanceof CacheEntryCreatedListener;
      case UPDATED -> listener instanceof CacheEntryUpdatedListener;
      case REMOVED -> listener instanceof CacheEntryRemovedListener;
      case EXPIRED -> listener instanceof CacheEntryExpiredListener;
    };
  }

  // The listener's type arguments are supertypes of K and V: it takes what it is given.
  @SuppressWarnings("unchecked")
  private void tell(EventType type, List<CacheEntryEvent<? extends K, ? extends V>> events) {
    switch (type) {
      case CREATED -> ((CacheEntryCreatedListener<K, V>) listener).onCreated(events);
      case UPDATED -> ((CacheEntryUpdatedListener<K, V>) listener).onUpdated(events);
      case REMOVED -> ((CacheEntryRemovedListener<K, V>) listener).onRemoved(events);
      case EXPIRED -> ((CacheEntryExpiredListener<K, V>) listener).onExpired(events);
    }
  }
}
