package io.github.dynamodbjcache.internal.runner;

import java.util.List;

/** All observers of one cache, told one after the other. */
public final class CommitObservers<K, V> {

  private final List<CommitObserver<K, V>> observers;

  /** Those, in that order: one that can fail comes last. */
  public CommitObservers(List<CommitObserver<K, V>> observers) {
    this.observers = List.copyOf(observers);
  }

  /** The most that one of them wants to know. */
  CommitObserver.Interest interest() {
    CommitObserver.Interest most = CommitObserver.Interest.NONE;
    for (CommitObserver<K, V> observer : observers) {
      CommitObserver.Interest interest = observer.interest();
      most = interest.compareTo(most) > 0 ? interest : most;
    }
    return most;
  }

  /** True if one of them wants the previous entry, and the order of the table. */
  boolean wantPrevious() {
    return interest().compareTo(CommitObserver.Interest.PREVIOUS) >= 0;
  }

  /** True if one of them wants to hear of every expired entry that is met. */
  boolean wantExpired() {
    return interest() == CommitObserver.Interest.EXPIRED;
  }

  void lookedInVain(int hits, int misses, long nanos) {
    observers.forEach(observer -> observer.lookedInVain(hits, misses, nanos));
  }

  void conflicted() {
    observers.forEach(CommitObserver::conflicted);
  }

  void committed(List<Commit<K, V>> commits, long nanos) {
    for (CommitObserver<K, V> observer : observers) {
      observer.committed(commits, nanos);
    }
  }
}
