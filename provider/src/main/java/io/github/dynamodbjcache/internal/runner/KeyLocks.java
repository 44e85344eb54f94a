package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One lock per key in use, so that this JVM's threads wait for each other instead of losing races
 * against each other at the table. Between JVMs only the table's conditions decide.
 *
 * <ul>
 *   <li>A lock exists while somebody holds it or waits for it.
 *   <li>Waiting ends with the call's time limit: a processor that calls the cache for another key
 *       cannot deadlock for longer than that.
 *   <li>Several keys are taken in one order.
 * </ul>
 */
final class KeyLocks {

  private final ConcurrentHashMap<EntryKey, Lock> locks = new ConcurrentHashMap<>();

  /** Waits for the key's lock. */
  Hold lock(EntryKey key, TimeLimit limit) {
    return lockAll(List.of(key), limit);
  }

  /** Waits for the locks of all keys. */
  Hold lockAll(Collection<EntryKey> keys, TimeLimit limit) {
    Hold hold = new Hold();
    try {
      inOneOrder(keys).forEach(key -> hold.add(key, limit));
      return hold;
    } catch (RuntimeException | Error e) {
      hold.close();
      throw e;
    }
  }

  /** No locks yet: for those that are free, one by one. */
  Hold lockNone() {
    return new Hold();
  }

  private static Collection<EntryKey> inOneOrder(Collection<EntryKey> keys) {
    if (keys.size() < 2) {
      return keys;
    }
    Map<String, EntryKey> ordered = new TreeMap<>();
    keys.forEach(key -> ordered.put(key.attributes().toString(), key));
    return ordered.values();
  }

  private Lock acquire(EntryKey key, TimeLimit limit) {
    Lock lock = locks.compute(key, (k, present) -> Lock.joined(present));
    try {
      if (lock.tryLock(limit.remainingNanos(), TimeUnit.NANOSECONDS)) {
        return lock;
      }
      leave(key);
      throw new ContentionException(
          "another thread of this JVM worked on the same key for the "
              + limit.allowed()
              + " that the call was given; shorten the entry processor, loader or writer, or raise"
              + " dynamodb-jcache.client.api-call-timeout",
          null);
    } catch (InterruptedException e) {
      leave(key);
      Thread.currentThread().interrupt();
      throw new ContentionException("interrupted while waiting for another thread's call", e);
    }
  }

  private void leave(EntryKey key) {
    locks.computeIfPresent(key, (k, lock) -> lock.left());
  }

  /** Locks that are held; closing gives them back. */
  final class Hold implements AutoCloseable {

    private final Deque<EntryKey> keys = new ArrayDeque<>();
    private final Deque<Lock> held = new ArrayDeque<>();

    private void add(EntryKey key, TimeLimit limit) {
      held.push(acquire(key, limit));
      keys.push(key);
    }

    /** Takes the key's lock as well, unless another thread has it; waits for nobody. */
    boolean addIfFree(EntryKey key) {
      Lock lock = locks.compute(key, (k, present) -> Lock.joined(present));
      if (!lock.tryLock()) {
        leave(key);
        return false;
      }
      held.push(lock);
      keys.push(key);
      return true;
    }

    @Override
    public void close() {
      while (!held.isEmpty()) {
        held.pop().unlock();
        leave(keys.pop());
      }
    }
  }

  /** Counts who holds it or waits for it; the count changes only inside the map's compute. */
  private static final class Lock extends ReentrantLock {

    private static final long serialVersionUID = 1L;

    private int users;

    static Lock joined(@Nullable Lock present) {
      Lock lock = present == null ? new Lock() : present;
      lock.users++;
      return lock;
    }

    @Nullable Lock left() {
      users--;
      return users == 0 ? null : this;
    }
  }
}
