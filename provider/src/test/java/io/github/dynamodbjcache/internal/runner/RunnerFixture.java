package io.github.dynamodbjcache.internal.runner;

import static java.util.Objects.requireNonNull;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.internal.codec.CacheCodec;
import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.event.Listeners;
import io.github.dynamodbjcache.internal.expiry.EntryExpiry;
import io.github.dynamodbjcache.internal.integration.Loading;
import io.github.dynamodbjcache.internal.integration.Writing;
import io.github.dynamodbjcache.internal.statistics.CacheStatistics;
import io.github.dynamodbjcache.internal.statistics.RequestStatistics;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.ParallelTasks;
import io.github.dynamodbjcache.internal.store.Scans;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.testing.ManualClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The runners of a cache of texts over a store in memory, and what another JVM does beside it. */
final class RunnerFixture {

  static final Duration LIFETIME = Duration.ofMinutes(1);
  static final ExpiryPolicy ETERNAL = new EternalExpiryPolicy();
  static final ExpiryPolicy CREATED = new CreatedExpiryPolicy(lifetime());
  static final ExpiryPolicy MODIFIED = new ModifiedExpiryPolicy(lifetime());
  static final ExpiryPolicy ACCESSED = new AccessedExpiryPolicy(lifetime());

  private static final EntryCodec<String, String> CODEC =
      CacheCodec.builder(
              String.class,
              String.class,
              AllowList.of("runner-test", List.of()),
              RunnerFixture.class.getClassLoader())
          .build();

  final ObservedStore store = new ObservedStore();
  final ManualClock clock = new ManualClock();
  final CacheStatistics statistics = new CacheStatistics(/* enabled= */ true);
  final List<String> events = new ArrayList<>();
  final Listeners<String, String> listeners =
      new Listeners<>(RunnerFixture::nameless, Runnable::run);

  private final UnreadableEntries unreadable = UnreadableEntries.failing("runner-test");
  private ExpiryPolicy policy = ETERNAL;
  private Loading<String, String> loading = Loading.none();
  private Writing<String, String> writing = Writing.none();
  private Duration callTimeout = Duration.ofSeconds(20);
  private Duration bulkTimeout = Duration.ofSeconds(20);

  RunnerFixture policy(ExpiryPolicy ofTheCache) {
    policy = ofTheCache;
    return this;
  }

  RunnerFixture callTimeout(Duration timeout) {
    callTimeout = timeout;
    return this;
  }

  RunnerFixture bulkTimeout(Duration timeout) {
    bulkTimeout = timeout;
    return this;
  }

  RunnerFixture writer(CacheWriter<String, String> writer) {
    writing = new Writing<>("runner-test", writer, key -> key);
    return this;
  }

  /** Reads through, by one load per key. */
  RunnerFixture loader(Function<String, @Nullable String> load) {
    loading =
        new Loading<>(
            "runner-test",
            new CacheLoader<>() {
              @Override
              @SuppressWarnings("NullAway") // javax.cache is not annotated; null is its "absent"
              public String load(String key) {
                return load.apply(key);
              }

              @Override
              public Map<String, String> loadAll(Iterable<? extends String> keys) {
                Map<String, String> loaded = new HashMap<>();
                for (String key : keys) {
                  String value = load.apply(key);
                  if (value != null) {
                    loaded.put(key, value);
                  }
                }
                return loaded;
              }
            },
            key -> key);
    return this;
  }

  /** A synchronous listener to everything, that notes what it hears. */
  RunnerFixture listening() {
    return listening(event -> {});
  }

  /** The same, and it also does that. */
  RunnerFixture listening(Consumer<CacheEntryEvent<? extends String, ? extends String>> also) {
    Factory<CacheEntryListener<String, String>> factory = () -> new Ear(events, also);
    listeners.register(
        new MutableCacheEntryListenerConfiguration<>(
            factory, null, /* isOldValueRequired= */ true, /* isSynchronous= */ true));
    return this;
  }

  CacheParts<String, String> parts() {
    return new CacheParts<>(
        store,
        CODEC,
        new EntryExpiry(policy, Duration.ZERO),
        loading,
        writing,
        new CommitObservers<>(
            List.of(
                new CountingObserver<>(statistics, new RequestStatistics(/* enabled= */ false)),
                new ListenersObserver<>(listeners, CODEC, unreadable))),
        Consistency.EVENTUAL,
        unreadable,
        clock,
        new CallLimits(callTimeout, bulkTimeout));
  }

  EntryRunner<String, String> single() {
    return new EntryRunner<>(parts());
  }

  BulkRunner<String, String> bulk() {
    return new BulkRunner<>(parts(), single());
  }

  Scans pages() {
    return new Scans(parts().store(), new ParallelTasks(Runnable::run, 4));
  }

  ScanRunner<String, String> scans() {
    return new ScanRunner<>(parts(), pages(), bulk(), statistics);
  }

  static EntryKey at(String key) {
    return new EntryKey(Map.of("k", AttributeValue.fromS(key)));
  }

  static Deadline in(Duration lifetime, ManualClock clock) {
    return Deadline.after(clock.millis(), lifetime);
  }

  /** Another JVM puts an entry that expires after that time. */
  void otherPuts(String key, String value, Duration lifetime) {
    otherPuts(key, value, in(lifetime, clock));
  }

  void otherPuts(String key, String value, Deadline deadline) {
    store
        .raw()
        .apply(
            new Mutation.Put(
                at(key),
                CODEC.data(CODEC.place(key), value),
                NewDeadline.set(deadline),
                Guard.NONE,
                clock.millis(),
                /* returnPrevious= */ false),
            limit());
  }

  void otherRemoves(String key) {
    store.raw().apply(new Mutation.Delete(at(key), Guard.NONE, clock.millis(), false), limit());
  }

  /** Another JVM's access moves the deadline of the entry. */
  void otherTouches(String key, Duration lifetime) {
    store
        .raw()
        .apply(
            new Mutation.Touch(at(key), in(lifetime, clock), requireNonNull(entry(key)).basis()),
            limit());
  }

  /** What the table holds there, live or expired. */
  @Nullable StoredEntry entry(String key) {
    return store.raw().read(at(key), Consistency.STRONG, limit());
  }

  /** The value that the table holds there, live or expired. */
  @Nullable String text(String key) {
    StoredEntry entry = entry(key);
    return entry == null ? null : requireNonNull(entry.data().get("v")).s();
  }

  static TimeLimit limit() {
    return TimeLimit.after(Duration.ofSeconds(5));
  }

  private static javax.cache.expiry.Duration lifetime() {
    return new javax.cache.expiry.Duration(TimeUnit.MILLISECONDS, LIFETIME.toMillis());
  }

  /** Events need a source; nobody here asks it anything. */
  @SuppressWarnings("unchecked") // a proxy is of every interface it is made for
  private static Cache<String, String> nameless() {
    return (Cache<String, String>)
        Proxy.newProxyInstance(
            RunnerFixture.class.getClassLoader(),
            new Class<?>[] {Cache.class},
            (proxy, method, arguments) -> "nameless");
  }

  private record Ear(
      List<String> heard, Consumer<CacheEntryEvent<? extends String, ? extends String>> also)
      implements CacheEntryCreatedListener<String, String>,
          CacheEntryUpdatedListener<String, String>,
          CacheEntryRemovedListener<String, String>,
          CacheEntryExpiredListener<String, String> {

    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends String>> happened) {
      happened.forEach(this::hear);
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends String>> happened) {
      happened.forEach(this::hear);
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends String>> happened) {
      happened.forEach(this::hear);
    }

    @Override
    public void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends String>> happened) {
      happened.forEach(this::hear);
    }

    private void hear(CacheEntryEvent<? extends String, ? extends String> event) {
      heard.add(event.getEventType() + " " + event.getKey());
      also.accept(event);
    }
  }
}
