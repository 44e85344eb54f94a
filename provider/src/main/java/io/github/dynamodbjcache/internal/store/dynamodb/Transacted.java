package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.store.Mutation;

/**
 * Which writes of one entry go out as a transaction of one, under a token by which the service
 * knows a resent request for ten minutes: they cost twice the write units, and their outcome can be
 * told whatever answers are lost.
 */
public enum Transacted {
  /** None: what a lost answer said is looked up in the item, as far as the item tells. */
  NOTHING,
  /** Deletions, of which no item is left that could tell. */
  DELETIONS,
  /** Deletions, and puts and updates, which then do not go out in batches either. */
  WRITES;

  /** A touch never is one: repeating it does no harm. */
  boolean covers(Mutation mutation) {
    return switch (this) {
      case NOTHING -> false;
      case DELETIONS -> mutation instanceof Mutation.Delete;
      case WRITES -> !(mutation instanceof Mutation.Touch);
    };
  }

  /** Deletions in batches have nothing to answer, and repeating them is as good as doing them. */
  boolean allowsBatch(Mutation mutation) {
    return this != WRITES || mutation instanceof Mutation.Delete;
  }
}
