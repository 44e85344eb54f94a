package io.github.dynamodbjcache.internal.codec.java;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The {@link Substitutes}, with hash tables that are filled when all else is read; but not those
 * that are the content of a {@link StandIn}, which is copied before that. Of one stream.
 */
final class LateSubstitutes implements UnaryOperator<Object> {

  private final Set<Object> copied = Collections.newSetFromMap(new IdentityHashMap<>());

  @Override
  public Object apply(Object object) {
    if (copied.contains(object)) {
      return object;
    }
    Object written = Substitutes.of(object);
    if (written instanceof StandIn standIn) {
      copied.add(standIn.content());
    }
    return LateTable.of(written);
  }
}
