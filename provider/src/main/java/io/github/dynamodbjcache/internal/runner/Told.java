package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.operation.Effect;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import org.jspecify.annotations.Nullable;

/**
 * What a writer has been told of one operation, before the table refused it. It stands if nobody
 * else's write came between: then the table gets what the writer has, and it is not told again.
 */
final class Told {

  private @Nullable Step<?, ?, ?> step;
  private boolean stands;

  /** The writer was told of that step, if it hears of such. */
  void of(Step<?, ?, ?> told) {
    boolean isHeard =
        told.outcome().effect() instanceof Effect.Write<?> write
            && write.source() == Effect.Source.CALLER;
    step = isHeard ? told : null;
    stands = false;
  }

  /**
   * The table refused it. An entry that had expired already when the step was planned was written
   * before the writer was told; anything else may be the write of somebody who told his writer in
   * between.
   */
  void met(Applied.Conflict conflict) {
    StoredEntry actual = conflict.actual();
    stands = step != null && actual != null && !actual.isLiveAt(step.nowMillis());
  }

  /** True if the writer knows already what that step writes. */
  boolean covers(Step<?, ?, ?> next) {
    return stands
        && step != null
        && step.mutation() instanceof Mutation.Put told
        && next.mutation() instanceof Mutation.Put put
        && told.data().equals(put.data());
  }
}
